import * as v from 'valibot';
import { attempt } from '../delivering';
import { add, defineTask } from '../jobs';

const id = v.pipe(v.string(), v.uuid());

/**
 * Tells a webhook of an event. Those of one webhook go one after the other, so that a slow receiver
 * holds up no other, and other jobs go first. If it is to be tried again, another job is queued:
 * how often and when is ours to say.
 */
export const deliver = defineTask({
  name: 'deliver',
  payload: v.object({ school: id, webhook: id, event: id }),
  queueOf: ({ webhook }) => `webhook:${webhook}`,
  priority: 10,
  async run(db, delivery, now) {
    const next = await attempt(db, delivery, now);
    if (next) await add(db.$client, deliver, delivery, { key: keyOf(delivery), runAt: next });
  }
});

/** A delivery has one job that waits. */
export const keyOf = ({ webhook, event }: { webhook: string; event: string }) =>
  `deliver:${webhook}:${event}`;
