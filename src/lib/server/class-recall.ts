/** What students remember now, reckoned where their cards lie: of a thousand they are too many to fetch. */
import type { Db } from './db/connect';
import type { Student } from './students';
import { defaultVersion, defaultWeights } from '../domain/memory';
import type { Sum } from '../domain/weak-spots';

/**
 * For queries: the forgetting curves of all weights, `curve (version, decay, factor)`. As in
 * ts-fsrs, whose factor has eight places.
 */
export const curves = ({ $client: sql }: Db) => sql`
  select version, -weights[21] as decay,
    round((exp(ln(0.9::float8) / -weights[21]) - 1)::numeric, 8)::float8 as factor
  from (select ${defaultVersion}::int as version, ${[...defaultWeights]}::float8[] as weights
    union all select version, weights from fits) as weights`;

/** The same: recall on `day` of a row of `cards`; that of `recallOn`, which rounds to eight places. */
export const recallOnDay = ({ $client: sql }: Db) => sql`
  power(1 + factor * greatest(0, day - last_day) / stability, decay)`;

type Learner = Pick<Student, 'id' | 'today'>;

/** The same: students, `(account_id, day, place)`, the first of them at place 1. */
export const learners = ({ $client: sql }: Db, students: readonly Learner[]) => sql`
  unnest(${students.map(({ id }) => id)}::uuid[], ${students.map(({ today }) => today)}::int[])
    with ordinality as learner (account_id, day, place)`;

/**
 * @param topics the ids of the items of each; an item may be in several
 * @returns of each topic what the students who answered any of it remember, by their place in
 *   `students` from 0 on; one query
 */
export async function sums(
  db: Db,
  students: readonly Learner[],
  topics: readonly (readonly string[])[]
): Promise<Map<number, Sum>[]> {
  const items = topics.flat();
  const topicOf = topics.flatMap((of, topic) => of.map(() => topic));
  const rows = await db.$client<{ topic: number; sums: [number, number, number][] }[]>`
    with curve as materialized (${curves(db)}),
      asked as materialized (
        select * from unnest(${items}::text[], ${topicOf}::int[]) as asked (item_id, topic)),
      cell as (
        select topic, place, count(*) as answered, sum(${recallOnDay(db)}) as sum
        from ${learners(db, students)}
          join cards using (account_id) join asked using (item_id)
          join curve on version = weights_version
        group by topic, place)
    select topic, json_agg(json_build_array(place, answered, sum)) as sums
    from cell group by topic`;
  const found = new Map(rows.map((row) => [row.topic, row.sums]));
  return topics.map(
    (_, topic) =>
      new Map((found.get(topic) ?? []).map(([at, answered, sum]) => [at - 1, { answered, sum }]))
  );
}

/** @returns of each item that was answered how many students have, and their mean recall of it now */
export async function byItem(
  db: Db,
  students: readonly Learner[],
  items: readonly string[]
): Promise<Map<string, { answered: number; recall: number }>> {
  const rows = await db.$client<{ item: string; answered: number; recall: number }[]>`
    with curve as materialized (${curves(db)})
    select item_id as item, count(*)::int as answered, avg(${recallOnDay(db)}) as recall
    from ${learners(db, students)} join cards using (account_id)
      join curve on version = weights_version
    where item_id = any(${items as string[]}::text[])
    group by item_id`;
  return new Map(rows.map(({ item, ...row }) => [item, row]));
}
