/** Who of a school has completed a course and what the others lack, for staff. */
import * as courses from './completion-course';
import { askedBy, gather } from './completion-facts';
import { candidates } from './completions';
import { versionsOf, type Version } from './completion-versions';
import { standingsIn, type CourseStanding } from './completion-view';
import type { Db } from './db/connect';
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
  /** The version in force; null where there is none. */
  rule: Version | null;
}

interface Listed {
  record: string;
  account: string;
  name: string;
  complete: boolean;
}

/** For queries: those whom the actor sees, with whether their newest row says that it is completed. */
const seen = (db: Db, actor: Actor, school: string, course: string, cohort: string | null) =>
  db.$client`
    select member_records.id as record, members.account_id as account, member_records.name,
      coalesce(newest.kind <> 'withdrawn', false) as complete
    from members join member_records on member_records.school_id = members.school_id
        and member_records.account_id = members.account_id
      left join (select distinct on (record_id) record_id, kind from course_completions
        where school_id = ${school} and course = ${course}
        order by record_id, number desc) as newest on newest.record_id = member_records.id
    where members.school_id = ${school} and members.role = 'student'
      and ${isSeenBy(db, actor, school, db.$client`members.account_id`)}
      and (${cohort}::uuid is null or members.account_id in (select account_id from cohort_members
        where cohort_id = ${cohort} and school_id = ${school}))`;

interface Page extends Pick<Report, 'students' | 'complete' | 'found'> {
  rows: Listed[];
}

async function pageOf(
  db: Db,
  actor: Actor,
  school: string,
  course: string,
  { show, cohort, page }: CompletionFilter
): Promise<Page> {
  const [found] = await db.$client<Page[]>`
    with seen as materialized (${seen(db, actor, school, course, cohort)}),
      wanted as (select * from seen
        where ${show} = 'all' or complete = (${show} = 'complete')),
      shown as (select * from wanted order by name, record
        limit ${pageSize} offset ${(page - 1) * pageSize})
    select (select count(*)::int from seen) as students,
      (select count(*)::int from seen where complete) as complete,
      (select count(*)::int from wanted) as found,
      coalesce((select jsonb_agg(to_jsonb(shown) order by name, record) from shown), '[]') as rows`;
  return found!;
}

/** @returns null where there is no such course or the actor may not see it */
export async function report(
  db: Db,
  actor: Actor,
  school: string,
  key: string,
  filter: CompletionFilter,
  now: Date
): Promise<Report | null> {
  if (!can(actor, 'completion.view', { school })) return null;
  const [versions, { rows, ...counts }] = await Promise.all([
    versionsOf(db, school, key),
    pageOf(db, actor, school, key, filter)
  ]);
  const asked = askedBy(versions.map(({ rule }) => rule));
  const accounts = rows.map(({ account }) => account);
  const [course, students] = await Promise.all([
    courses.find(db, school, key, asked.lessons),
    candidates(db, { school, accounts }, now)
  ]);
  if (!course) return null;
  const standings = await standingsIn(db, school, course, versions, students, now);
  return {
    ...{ course, ...counts, rule: inForce(versions, now) },
    rows: rows.flatMap(({ record, name }) => {
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
    db.$client<Listed[]>`${seen(db, actor, school, key, null)} order by name, record`,
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
