import * as v from 'valibot';
import { add, defineTask } from '../jobs';
import * as reminders from '../reminders';

/** Accounts in one transaction. */
const batch = 500;

/**
 * Queues a letter for each learner whose hour has come. Marking the day and queueing are one
 * transaction: wherever a process dies, no learner is left out, or written to twice.
 */
export const remindAll = defineTask({
  name: 'remind-all',
  payload: v.object({}),
  cron: '*/15 * * * *',
  lateHours: 1,
  async run(db, _, now) {
    const clocks = await reminders.clocks(db, now);
    let claimed: number;
    do {
      claimed = await db.$client.begin(async (tx) => {
        const found = await reminders.claim(tx, clocks, batch);
        for (const one of found) await add(tx, remind, one);
        return found.length;
      });
    } while (claimed === batch);
  }
});

/** Writes one letter; one after the other, so that a slow mail server holds up nothing else. */
export const remind = defineTask({
  name: 'remind',
  payload: v.object({ account: v.pipe(v.string(), v.uuid()), day: v.number() }),
  run: (db, { account, day }, now) => reminders.send(db, account, day, now)
});
