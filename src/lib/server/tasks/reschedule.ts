import * as v from 'valibot';
import type { Db } from '../db/connect';
import { add, defineTask } from '../jobs';
import * as plans from '../plans';

/** Moves the days of the cards of accounts to what their plans and our rules ask for now. */
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

/** As many accounts as one job takes. */
const perJob = 100;

/** After an update, whose rules may give other days: for everybody, in the background. */
export async function rescheduleAll(db: Db): Promise<void> {
  const rows = await db.$client<{ accounts: string[] }[]>`
    select array_agg(account_id) as accounts
    from (select account_id, row_number() over () / ${perJob}::int as job
      from (select distinct account_id from cards) as learners) as numbered
    group by job`;
  for (const { accounts } of rows) await add(db.$client, reschedule, { accounts });
}
