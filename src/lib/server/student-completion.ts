/** How one student stands in the courses that have a rule, and what is recorded: for staff, and for that student. */
import { validate } from 'uuid';
import { candidates, type Candidate } from './completions';
import { historyOf, standingsOf, type CourseStanding } from './completion-view';
import type { Db } from './db/connect';
import * as skills from './skills';
import { isSeenBy } from './students';
import { can, type Actor } from '../domain/actor';

/** One student's record of completion, for staff. */
export async function studentReport(
  db: Db,
  actor: Actor,
  school: string,
  record: string,
  now: Date
) {
  if (!validate(record) || !can(actor, 'completion.view', { school })) return null;
  const [found] = await db.$client<{ name: string; account: string | null }[]>`
    select name, account_id as account from member_records
    where id = ${record} and school_id = ${school}
      and ${isSeenBy(db, actor, school, db.$client`account_id`)}`;
  if (!found) return null;
  const [student] = found.account
    ? await candidates(db, { school, accounts: [found.account] }, now)
    : [];
  return recordOf(db, school, { record, name: found.name }, student ?? null, now);
}

/** @param student null where somebody is no student any more: what was completed stays */
async function recordOf(
  db: Db,
  school: string,
  { record, name }: { record: string; name: string },
  student: Candidate | null,
  now: Date
) {
  const [standings, completions, signOffs] = await Promise.all([
    student ? standingsOf(db, student, now) : [],
    historyOf(db, school, record),
    skills.ofRecord(db, school, record)
  ]);
  return { student: record, name, standings, completions: [...completions], signOffs };
}

/** @returns what somebody has to complete, at every school where they study */
export async function own(db: Db, account: string, now: Date) {
  const students = await candidates(db, { account }, now);
  return Promise.all(
    students.map(async (student) => {
      const [row] = await db.$client<{ name: string; slug: string; school: string }[]>`
        select member_records.name, schools.slug, schools.name as school from member_records
          join schools on schools.id = school_id
        where member_records.id = ${student.record}`;
      const { name, slug, school } = row!;
      const record = await recordOf(
        db,
        student.school,
        { record: student.record, name },
        student,
        now
      );
      return { school: { slug, name: school }, ...record };
    })
  );
}

/** @returns how somebody stands in one course; null where it has no rule, or they study nowhere that has it */
export async function ownStanding(
  db: Db,
  account: string,
  course: string,
  now: Date
): Promise<CourseStanding | null> {
  const students = await candidates(db, { account }, now);
  const found = await Promise.all(students.map((one) => standingsOf(db, one, now, course)));
  return found.flat()[0] ?? null;
}
