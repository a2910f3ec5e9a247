import * as v from 'valibot';
import type { Db } from '../db/connect';
import { learn } from '../fits';
import { add, defineTask } from '../jobs';
import { log } from '../log';
import { assign, pace } from '../tunings';
import { fewestAnswers, scopes } from '../../domain/fitting';

/** One at a time, so that what holds for a learner is never decided twice at once. */
const queue = 'learning';
/** Accounts a job. */
const batch = 200;
const id = v.pipe(v.string(), v.uuid());

/** Each night, a job for everybody and everything of which something new may be known. */
export const learnAll = defineTask({
  name: 'learn-all',
  payload: v.object({}),
  cron: '30 8 * * *',
  lateHours: 20,
  queue,
  async run(db, _, now) {
    const sql = db.$client;
    const { active, accounts, cohorts } = await seen(db, now);
    await sql.begin(async (tx) => {
      if (active.length > 0)
        await add(tx, learnScope, { scope: 'platform' }, { key: 'learn:platform' });
      for (const id of cohorts)
        await add(tx, learnScope, { scope: 'cohort', id }, { key: `learn:${id}` });
      for (const id of accounts)
        await add(tx, learnScope, { scope: 'account', id }, { key: `learn:${id}` });
      for (let i = 0; i < active.length; i += batch) {
        const part = active.slice(i, i + batch);
        await add(tx, tune, { accounts: part }, { key: `tune:${part[0]}` });
      }
    });
  }
});

/** Fits weights to the answers of everybody, of a cohort or of one learner. */
export const learnScope = defineTask({
  name: 'learn',
  payload: v.variant('scope', [
    v.object({ scope: v.literal(scopes[0]) }),
    v.object({ scope: v.literal(scopes[1]), id }),
    v.object({ scope: v.literal(scopes[2]), id })
  ]),
  queue,
  async run(db, subject, now) {
    const learned = await learn(db, subject, now);
    log.info({ scope: subject.scope, ...learned }, 'weights');
  }
});

/** Sets by what learners are scheduled next, and what is quick for them. */
export const tune = defineTask({
  name: 'tune',
  payload: v.object({ accounts: v.array(id) }),
  queue,
  async run(db, { accounts }) {
    await pace(db.$client, accounts);
    await assign(db.$client, accounts);
  }
});

/** Who has answered of late, and who of them, and of their cohorts, enough for weights of its own. */
async function seen(db: Db, now: Date) {
  const since = new Date(now.getTime() - 2 * 86_400_000).toISOString();
  const [row] = await db.$client<Record<'active' | 'accounts' | 'cohorts', string[]>[]>`
    with given as (
      select account_id, sum(reps) as answers, max(last_answered_at) > ${since} as active
      from cards group by account_id
    ), together as (
      select cohort_id from cohort_members join given using (account_id)
      group by cohort_id having bool_or(active) and sum(answers) >= ${fewestAnswers.cohort}
    )
    select
      array(select account_id from given where active order by account_id) as active,
      array(select account_id from given
        where active and answers >= ${fewestAnswers.account}) as accounts,
      array(select cohort_id from together) as cohorts`;
  return row!;
}
