/** Who of a school has completed a course and what the others lack, for staff. */
import { validate } from 'uuid';
import * as courses from './completion-course';
import { askedBy, gather } from './completion-facts';
import { candidates, type Candidate } from './completions';
import { versionsOf } from './completion-versions';
import { historyOf, standingsIn, standingsOf, type CourseStanding } from './completion-view';
import type { Db } from './db/connect';
import * as skills from './skills';
import { isSeenBy } from './students';
import { can, type Actor } from '../domain/actor';
import { standingBy } from '../domain/completion';
import { isMet } from '../domain/completion-clauses';
import type { CompletionFilter } from '../domain/completion-filter';
import { inForce, type Rule } from '../domain/completion-rule';

export const pageSize = 50;

export interface Row {
  /** Of the record. */
  student: string;
  name: string;
  standing: CourseStanding;
}

export interface Report {
  course: courses.RuledCourse;
  students: number;
  complete: number;
  /** As many as the filter leaves; `rows` are a page of them. */
  found: number;
  rows: Row[];
}

interface Listed {
  record: string;
  account: string;
  name: string;
  complete: boolean;
}

/** Those whom the actor sees, by name, with whether their newest row says that it is completed. */
const listed = (db: Db, actor: Actor, school: string, course: string, cohort: string | null) =>
  db.$client<Listed[]>`
    select member_records.id as record, members.account_id as account, member_records.name,
      coalesce(newest.kind <> 'withdrawn', false) as complete
    from members join member_records on member_records.school_id = members.school_id
        and member_records.account_id = members.account_id
      left join lateral (select kind from course_completions
        where school_id = members.school_id and record_id = member_records.id
          and course = ${course} order by number desc limit 1) as newest on true
    where members.school_id = ${school} and members.role = 'student'
      and ${isSeenBy(db, actor, school, db.$client`members.account_id`)}
      and (${cohort}::uuid is null or members.account_id in (select account_id from cohort_members
        where cohort_id = ${cohort} and school_id = ${school}))
    order by member_records.name, member_records.id`;

/** @returns null where there is no such course or the actor may not see it */
export async function report(
  db: Db,
  actor: Actor,
  school: string,
  key: string,
  { show, cohort, page }: CompletionFilter,
  now: Date
): Promise<Report | null> {
  if (!can(actor, 'completion.view', { school })) return null;
  const [versions, all] = await Promise.all([
    versionsOf(db, school, key),
    listed(db, actor, school, key, cohort)
  ]);
  const lessons = askedBy(versions.map(({ rule }) => rule)).lessons;
  const course = await courses.find(db, school, key, lessons);
  if (!course) return null;
  const wanted = all.filter(({ complete }) => show === 'all' || complete === (show === 'complete'));
  const shown = wanted.slice((page - 1) * pageSize, page * pageSize);
  const accounts = shown.map(({ account }) => account);
  const students = await candidates(db, { school, accounts }, now);
  const standings = await standingsIn(db, school, key, versions, students, now);
  return {
    course,
    students: all.length,
    complete: all.filter(({ complete }) => complete).length,
    found: wanted.length,
    rows: shown.flatMap(({ record, name }) => {
      const standing = standings.get(record);
      return standing ? [{ student: record, name, standing }] : [];
    })
  };
}

/** What a rule would mean for the students that there are. */
export interface Preview {
  students: number;
  /** Those whose completion is recorded: nothing changes for them. */
  recorded: number;
  /** Those of the others who would be complete at once, by name; and who are complete as it is. */
  would: { student: string; name: string }[];
  already: number;
  /** Of each requirement, in the order of the rule, how many students meet it. */
  met: number[];
}

/** @returns null where there is no such course or the actor may not make its rules */
export async function preview(
  db: Db,
  actor: Actor,
  school: string,
  key: string,
  rule: Rule,
  now: Date
): Promise<Preview | null> {
  if (!can(actor, 'completion.manage', { school })) return null;
  const course = await courses.find(db, school, key, askedBy([rule]).lessons);
  if (!course) return null;
  const [all, students, versions] = await Promise.all([
    listed(db, actor, school, key, null),
    candidates(db, { school }, now),
    versionsOf(db, school, key)
  ]);
  const current = inForce(versions, now);
  const rules = current ? [rule, current.rule] : [rule];
  const facts = await gather(db, school, course, askedBy(rules), students);
  const by = (wanted: Rule, { account }: Listed) =>
    facts.has(account) && standingBy({ version: 0, rule: wanted }, facts.get(account)!).complete;
  const open = all.filter(({ complete }) => !complete);
  return {
    students: all.length,
    recorded: all.length - open.length,
    would: open
      .filter((student) => by(rule, student))
      .map(({ record, name }) => ({ student: record, name })),
    already: current ? open.filter((student) => by(current.rule, student)).length : 0,
    met: rule.map(
      (asked) =>
        all.filter(({ account }) => facts.has(account) && isMet(asked, facts.get(account)!)).length
    )
  };
}

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
