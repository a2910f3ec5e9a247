/** The students whose study staff look at: of a school, or of one of its cohorts. */
import type { Db } from './db/connect';
import { studyDay } from '../domain/day';

export interface Student {
  id: string;
  name: string;
  /** The study day where the student is. */
  today: number;
}

/**
 * @param cohort null: all of the school; one of another school has nobody
 * @returns the students, by name; one query
 */
export async function list(
  { $client: sql }: Db,
  school: string,
  cohort: string | null,
  now: Date
): Promise<Student[]> {
  const rows = await sql<{ id: string; name: string; timeZone: string }[]>`
    select accounts.id, name, time_zone as "timeZone"
    from members join accounts on accounts.id = account_id
    where school_id = ${school} and role = 'student'
      and (${cohort}::uuid is null or account_id in (
        select account_id from cohort_members
        where cohort_id = ${cohort} and school_id = ${school}))
    order by name, accounts.id`;
  return rows.map(({ timeZone, ...row }) => ({ ...row, today: studyDay(now, timeZone) }));
}
