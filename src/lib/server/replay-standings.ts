/** Reckons anew how students stand, as of the moment at which each row was made, and compares. */
import type { Db, Transaction } from './db/connect';
import type { Compared, Difference } from './replay';
import { keep, reckoned, type Standing } from './standings';

/** A row as it is stored. */
type Stored = Standing & { school_id: string; as_of: string };

/**
 * A row tells of one moment, and is made again each night and whenever staff look: what has happened
 * since need not be in it. So a row is reckoned for the moment of its own making; where that gives
 * something else and anything was recorded since that could be why, the row is stale, which is no
 * fault. Of what leaves no moment behind (a mark that was taken off a question, another time zone)
 * a difference is told until the row is made again.
 * @returns how many rows there are, how many are stale, and those that nothing explains
 */
export async function standings(db: Db, tx: Transaction): Promise<Compared & { stale: number }> {
  // The same database as the transaction sees it: the pool may have this one connection.
  const within: Db = Object.create(db, { $client: { value: tx } });
  const differences: Difference[] = [];
  let [count, stale] = [0, 0];
  const made = await tx<{ school: string; asOf: string }[]>`
    select distinct school_id as school, to_jsonb(as_of) as "asOf" from standings order by 1, 2`;
  for (const { school, asOf } of made) {
    const stored = await storedOf(tx, school, asOf);
    const now = new Date(asOf);
    count += stored.size;
    const compare = async (account: string, row: Stored, rebuilt: Standing | null) => {
      if (isNear(row, rebuilt && comparable(rebuilt, row))) return;
      if (await isStale(tx, row)) stale++;
      else {
        const name = `Standing of ${account} at school ${school}`;
        const mend = (tx: Transaction) =>
          rebuilt
            ? keep(tx, { school, now }, [rebuilt])
            : tx`delete from standings where school_id = ${school} and account_id = ${account}`;
        differences.push({ account, name, stored: row, rebuilt, mend });
      }
    };
    for await (const rows of reckoned(within, school, now))
      for (const rebuilt of rows) {
        const row = stored.get(rebuilt.account_id);
        if (!row) continue;
        stored.delete(rebuilt.account_id);
        await compare(rebuilt.account_id, row, rebuilt);
      }
    for (const [account, row] of stored) await compare(account, row, null);
  }
  return { count, stale, differences };
}

async function storedOf(tx: Transaction, school: string, asOf: string) {
  const rows = await tx<{ row: Stored }[]>`
    select to_jsonb(standings) || jsonb_build_object('areas', (
      select coalesce(jsonb_agg(to_jsonb(area_standings) - '{school_id,account_id}'::text[]
        order by area), '[]')
      from area_standings where area_standings.school_id = standings.school_id
        and area_standings.account_id = standings.account_id)) as row
    from standings where school_id = ${school} and as_of = ${asOf}`;
  return new Map(rows.map(({ row }) => [row.account_id, row]));
}

/** The same columns as `row` has, and areas in its order; what is left out is null there. */
function comparable({ areas, ...rest }: Standing, { school_id, as_of }: Stored): Stored {
  const empty = { share: null, sampling: null, modelled: null, low: null, high: null };
  const sorted = (areas as { area: string }[])
    .map((area) => ({ ...empty, ...area }))
    .sort((a, b) => (a.area < b.area ? -1 : 1));
  return JSON.parse(JSON.stringify({ ...rest, school_id, as_of, areas: sorted })) as Stored;
}

/** Sums of fractions depend on their order, in the last digits. */
const tolerance = 1e-9;

/** Whether two values are the same, but for the last digits of numbers. */
function isNear(one: unknown, other: unknown): boolean {
  if (typeof one === 'number' && typeof other === 'number')
    return Math.abs(one - other) <= tolerance * Math.max(1, Math.abs(one));
  if (one === null || other === null || typeof one !== 'object' || typeof other !== 'object')
    return one === other;
  const [own, others] = [Object.entries(one), Object.entries(other)];
  const found = new Map(others);
  return (
    own.length === others.length &&
    own.every(([key, value]) => found.has(key) && isNear(value, found.get(key)))
  );
}

/** Whether anything was recorded after a row was made that may show in it. */
async function isStale(
  tx: Transaction,
  { school_id: school, account_id: account, as_of: asOf }: Stored
): Promise<boolean> {
  const [row] = await tx<{ is: boolean }[]>`
    with own as (select id from member_records
      where school_id = ${school} and account_id = ${account})
    select exists (select from answers where account_id = ${account} and received_at > ${asOf})
      or exists (select from answer_undos join answers on answers.id = answer_id
        where account_id = ${account} and undone_at > ${asOf})
      or exists (select from answer_regrades join answers on answers.id = answer_id
        where account_id = ${account} and regraded_at > ${asOf})
      or exists (select from completions where account_id = ${account} and completed_at > ${asOf})
      or exists (select from attempts where account_id = ${account}
        and greatest(finished_at, logged_at) > ${asOf})
      or exists (select from assignment_goals where account_id = ${account} and reached_at > ${asOf})
      or exists (select from card_marks where account_id = ${account} and at > ${asOf})
      or exists (select from hour_entries where record_id in (table own) and at > ${asOf})
      or exists (select from program_students where record_id in (table own) and at > ${asOf})
      or exists (select from assignment_extensions where record_id in (table own) and at > ${asOf})
      or exists (select from disposals where record_id in (table own) and at > ${asOf})
      -- Of the school: its members, and what it teaches, assigns and counts.
      or exists (select from member_events where school_id = ${school} and at > ${asOf})
      or exists (select from audit where school_id = ${school} and action like 'cohort.%'
        and at > ${asOf})
      or exists (select from assignments where school_id = ${school}
        and greatest(created_at, withdrawn_at) > ${asOf})
      or exists (select from hour_settings where school_id = ${school} and changed_at > ${asOf})
      or exists (select from program_versions where school_id = ${school} and at > ${asOf})
      or exists (select from courses where school_id = ${school}
        and greatest(created_at, published_at, archived_at) > ${asOf})
      or exists (select from school_lessons where school_id = ${school}
        and greatest(changed_at, published_at, withdrawn_at) > ${asOf})
      or exists (select from lessons where (school_id is null or school_id = ${school})
        and retired_at > ${asOf})
      or exists (select from items where (school_id is null or school_id = ${school})
        and retired_at > ${asOf})
      or exists (select from item_versions where (school_id is null or school_id = ${school})
        and created_at > ${asOf}) as is`;
  return row!.is;
}
