/** The students whose study staff look at: of a school, or of one of its cohorts. */
import type { PendingQuery, Row } from 'postgres';
import type { Db } from './db/connect';
import type { Actor } from '../domain/actor';
import { studyDay } from '../domain/day';

export interface Student {
  id: string;
  name: string;
  /** The study day where the student is. */
  today: number;
}

/**
 * The one rule of whose study a member of staff may see: an instructor who is limited to cohorts
 * sees those who are in them now, and what is their own, everybody else the whole school. For queries that show students,
 * beside `can`, which says whether the actor sees anybody there.
 * @param account a column that holds an account
 * @returns a condition
 */
export function isSeenBy(
  { $client: sql }: Pick<Db, '$client'>,
  { id, memberships }: Actor,
  school: string,
  account: PendingQuery<Row[]>
): PendingQuery<Row[]> {
  const own = memberships.find((member) => member.school === school)?.cohorts;
  return own === undefined
    ? sql`true`
    : sql`(${account} = ${id} or ${account} in (select account_id from cohort_members
        where school_id = ${school} and cohort_id = any(${own as string[]}::uuid[])))`;
}

/**
 * @param cohort null: all of the school; one of another school has nobody
 * @returns the students of the school that the actor sees, by name; one query
 */
export async function list(
  db: Pick<Db, '$client'>,
  actor: Actor,
  school: string,
  cohort: string | null,
  now: Date
): Promise<Student[]> {
  const { $client: sql } = db;
  const rows = await sql<{ id: string; name: string; timeZone: string }[]>`
    select accounts.id, name, time_zone as "timeZone"
    from members join accounts on accounts.id = account_id
    where school_id = ${school} and role = 'student'
      and ${isSeenBy(db, actor, school, sql`account_id`)}
      and (${cohort}::uuid is null or account_id in (
        select account_id from cohort_members
        where cohort_id = ${cohort} and school_id = ${school}))
    order by name, accounts.id`;
  return rows.map(({ timeZone, ...row }) => ({ ...row, today: studyDay(now, timeZone) }));
}
