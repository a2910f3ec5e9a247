/** What is learned of each learner overnight: which weights hold, and what is quick for them. */
import type { Sql } from 'postgres';
import type { Transaction } from './db/connect';
import type { Subject } from './histories';
import { defaultVersion } from '../domain/memory';
import { recallTypes } from '../domain/rating';

/** Of fewer answers of a type nothing is said of a learner's pace. */
const fewestTimes = 20;

/**
 * Sets the weights that hold for what learners answer next: the newest fitted to themselves, else
 * to a cohort of theirs, else to all. No card moves.
 * @param who all whom a fit concerns, or the ids of accounts
 */
export async function assign(sql: Sql | Transaction, who: Subject | string[]): Promise<void> {
  const on = sql as Sql;
  await on`
    with best as (
      select id, coalesce(
        (select max(version) from fits where scope = 'account' and account_id = accounts.id),
        (select max(version) from fits join cohort_members using (cohort_id)
          where scope = 'cohort' and cohort_members.account_id = accounts.id),
        (select max(version) from fits where scope = 'platform'),
        ${defaultVersion}) as version
      from accounts where ${among(on, who)}
    )
    insert into tunings (account_id, weights_version, paces)
    select id, version, '{}' from best
    where version <> ${defaultVersion} or id in (select account_id from tunings)
    order by id
    on conflict (account_id) do update set weights_version = excluded.weights_version
      where tunings.weights_version <> excluded.weights_version`;
}

function among(sql: Sql, who: Subject | string[]) {
  if (Array.isArray(who)) return sql`id = any(${who}::uuid[])`;
  if (who.scope === 'account') return sql`id = ${who.id}`;
  if (who.scope === 'platform') return sql`id in (select account_id from cards)`;
  return sql`id in (select account_id from cohort_members where cohort_id = ${who.id})`;
}

/**
 * Sets what is quick for learners: by type of item, the 20th percentile of the times that their
 * right answers took, without hint and not guessed.
 */
export async function pace(sql: Sql, accounts: string[]): Promise<void> {
  await sql`
    with timed as (
      select account_id, content->>'type' as type,
        percentile_disc(0.2) within group (order by latency_ms) as ms
      from counting_answers
        join item_versions using (item_id)
      where account_id = any(${accounts}::uuid[]) and version = item_version and score = 1
        and not hint and confidence is distinct from 'guessed'
        and content->>'type' = any(${recallTypes}::text[])
      group by account_id, content->>'type' having count(*) >= ${fewestTimes}
    ), paced as (
      select id, coalesce(jsonb_object_agg(type, ms) filter (where type is not null), '{}') as paces
      from accounts left join timed on account_id = id
      where id = any(${accounts}::uuid[]) group by id
    )
    insert into tunings (account_id, weights_version, paces)
    select id, ${defaultVersion}, paces from paced
    where paces <> '{}' or id in (select account_id from tunings)
    order by id
    on conflict (account_id) do update set paces = excluded.paces
      where tunings.paces <> excluded.paces`;
}
