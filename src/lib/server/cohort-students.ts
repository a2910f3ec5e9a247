/** Who is in a cohort, or could be, for its staff. */
import type { Db } from './db/connect';
import { isSeenBy } from './students';
import { can, type Actor } from '../domain/actor';

export interface Student {
  id: string;
  name: string;
  email: string;
  /** Whether the student is in this cohort. */
  chosen: boolean;
  /** The student's own exam, which goes before the cohort's. */
  examDay: number | null;
  /** Names of other cohorts of the school. */
  others: string[];
}

/** @returns whom the actor sees of those who are or could be in a cohort, by name */
export async function list(
  db: Db,
  actor: Actor,
  school: string,
  cohort: string
): Promise<Student[]> {
  if (!can(actor, 'cohort.manage', { school, cohort })) return [];
  return db.$client<Student[]>`
    select accounts.id, accounts.name, email, plans.exam_day as "examDay",
      coalesce(bool_or(cohorts.id = ${cohort}), false) as chosen,
      coalesce(array_agg(cohorts.name order by cohorts.name)
        filter (where cohorts.id <> ${cohort}), '{}') as others
    from members join accounts on accounts.id = members.account_id
      left join plans on plans.account_id = accounts.id
      left join cohort_members on cohort_members.account_id = accounts.id
        and cohort_members.school_id = ${school}
      left join cohorts on cohorts.id = cohort_id
    where members.school_id = ${school}
      and ${isSeenBy(db, actor, school, db.$client`members.account_id`)}
    group by accounts.id, plans.account_id, role
    having role = 'student' or bool_or(cohorts.id = ${cohort})
    order by accounts.name, email`;
}
