/** A school with people, for tests of who belongs to it. */
import type { Change } from '../../src/lib/server/cohorts';
import * as cohorts from '../../src/lib/server/cohorts';
import type { Db } from '../../src/lib/server/db/connect';
import type { Actor } from '../../src/lib/domain/actor';
import { studyDay } from '../../src/lib/domain/day';
import { noon } from './fixtures';
import { addMember, addSchool } from './quiz-fixtures';

export const today = studyDay(noon, 'UTC');

export const by = (actor: Actor, now = noon): Change => ({
  actor,
  school: actor.memberships[0]!.school,
  today: studyDay(now, 'UTC'),
  now
});

/** A school with an admin, and two cohorts of a student each. */
export async function schoolWithCohorts(db: Db) {
  const school = await addSchool(db);
  const admin = await addMember(db, school, 'admin');
  const [ann, ben] = [await addMember(db, school), await addMember(db, school)];
  const make = async (name: string, student: { id: string }) => {
    const made = await cohorts.create(db, by(admin), { name, examDate: null });
    if (made.outcome !== 'done') throw new Error(made.outcome);
    await cohorts.changeMembers(db, by(admin), made.id, { add: [student.id], remove: [] });
    return made.id;
  };
  const [mornings, evenings] = [await make('Mornings', ann), await make('Evenings', ben)];
  return { school, admin, ann, ben, mornings, evenings };
}

export async function recordOf(db: Db, school: string, account: string) {
  const [row] = await db.$client<{ id: string; state: string; leftDay: number | null }[]>`
    select id, state, left_day as "leftDay" from member_records
    where school_id = ${school} and account_id = ${account}`;
  return row!;
}
