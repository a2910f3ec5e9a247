import * as v from 'valibot';
import { disposeAt, schoolsWithRetention } from '../disposals';
import { add, defineTask } from '../jobs';

/** Records of which something is removed by one job: each is a transaction of its own. */
const batch = 20;

/** Each night: queues the schools that remove what they need not keep. */
export const disposeAll = defineTask({
  name: 'dispose-all',
  payload: v.object({}),
  cron: '20 9 * * *',
  lateHours: 24,
  async run(db, _, now) {
    for (const school of await schoolsWithRetention(db, now))
      await add(db.$client, dispose, { school }, { key: `dispose ${school}` });
  }
});

/** Removes what is due at one school; as long as there is more, another job follows. */
export const dispose = defineTask({
  name: 'dispose',
  payload: v.object({ school: v.pipe(v.string(), v.uuid()) }),
  async run(db, { school }, now) {
    const count = await disposeAt(db, school, now, batch);
    if (count >= batch) await add(db.$client, dispose, { school }, { key: `dispose ${school}` });
  }
});
