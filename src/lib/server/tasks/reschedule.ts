import * as v from 'valibot';
import { defineTask } from '../jobs';
import * as plans from '../plans';

/** Moves the days of the cards of accounts whose exam is another one now. */
export const reschedule = defineTask({
  name: 'reschedule',
  payload: v.object({ accounts: v.array(v.pipe(v.string(), v.uuid())) }),
  queue: null,
  async run(db, { accounts }) {
    const there = await db.$client<{ id: string }[]>`
      select id from accounts where id = any(${accounts}::uuid[])`;
    for (const { id } of there) await plans.reschedule(db, id);
  }
});
