/** A school whose course has lessons with a question each, a rule, and students who study it. */
import {
  by,
  addAuthors,
  addCourse,
  addItem,
  addLesson,
  done,
  publish,
  text,
  type School
} from './authoring-fixtures';
import { after, answer, days, noon } from './fixtures';
import { addMember } from './quiz-fixtures';
import { record, type Learner } from '../../src/lib/server/answers';
import type { Change } from '../../src/lib/server/cohorts';
import { make } from '../../src/lib/server/completion-rules';
import { versionsOf } from '../../src/lib/server/completion-versions';
import { settle } from '../../src/lib/server/completions';
import type { Db } from '../../src/lib/server/db/connect';
import * as lessons from '../../src/lib/server/school-lessons';
import { complete } from '../../src/lib/server/reading';
import * as courses from '../../src/lib/server/school-courses';
import type { Actor } from '../../src/lib/domain/actor';
import type { Evidence } from '../../src/lib/domain/completion-evidence';
import type { Requirement, Rule } from '../../src/lib/domain/completion-rule';
import { studyDay } from '../../src/lib/domain/day';

export type Person = Learner & Actor;

export interface Ruled {
  school: School;
  course: courses.Course;
  lessons: string[];
  /** The question of each lesson. */
  items: string[];
}

/** Minutes after noon. */
export const at = (minutes: number) => after(noon, minutes * 60_000);
export const later = (count: number, minutes = 0) => after(noon, days(count) + minutes * 60_000);

export const changeBy = (actor: Actor, now: Date): Change & { zone: string } => ({
  ...{ actor, school: actor.memberships[0]!.school, now, zone: 'UTC' },
  today: studyDay(now, 'UTC')
});

/** A published course of so many lessons. */
export async function addRuled(db: Db, count = 2): Promise<Ruled> {
  const school = await addAuthors(db);
  const course = await addCourse(db, school);
  const own: string[] = [];
  const items: string[] = [];
  for (let i = 0; i < count; i++) {
    const { lesson, item } = await addReadable(db, school, course, i);
    own.push(lesson);
    items.push(item);
  }
  const change = by(school, school.author);
  const open = done(await courses.publish(db, change, course.slug, true)).course;
  return { school, course: open, lessons: own, items };
}

/** One lesson more, with a question. */
export async function addReadable(
  db: Db,
  school: School,
  course: Pick<courses.Course, 'slug'>,
  number: number,
  now = noon
) {
  const title = `Lesson ${number + 1}`;
  const lesson = await addLesson(db, school, course, text('Read this.', title));
  const item = await addItem(db, school, lesson);
  const body = text(`Read this.\n\n<Check items="${item}" />`, title);
  done(await lessons.save(db, by(school, school.author), lesson, { revision: 2, text: body }));
  await publish(db, school, lesson, now);
  return { lesson, item };
}

export const lessonRule = ({ lessons }: Pick<Ruled, 'lessons'>): Requirement => ({
  ...{ kind: 'lessons', lessons, checks: true }
});

/** A new version by the school's admin. */
export async function addRule(
  db: Db,
  { school, course }: Pick<Ruled, 'school' | 'course'>,
  rule: Rule,
  now = noon,
  from: string | null = null
) {
  const versions = await versionsOf(db, school.id, course.id);
  const form = { course: course.id, after: versions.length, rule, from, reason: 'By the board.' };
  const made = await make(db, changeBy(school.colleague, now), form);
  if (made.outcome !== 'done') throw new Error(JSON.stringify(made));
  return made.version;
}

/** Answers the question of a lesson, wrongly, and finishes it. */
export async function study(db: Db, who: Learner, { lessons, items }: Ruled, i: number, now: Date) {
  const given = { response: { option: 'a' }, context: 'lesson' as const };
  await record(db, who, [answer(items[i]!, { ...given, answeredAt: now.toISOString() })], now);
  await complete(db, who.id, lessons[i]!, now);
}

export interface Row {
  number: number;
  kind: string;
  version: number | null;
  at: Date | null;
  evidence: Evidence | null;
}

/** @returns the rows of a student's completion of the course */
export async function rowsOf(db: Db, { course }: Pick<Ruled, 'course'>, who: Learner) {
  const rows = await db.$client<(Omit<Row, 'at'> & { at: string | null })[]>`
    select number, kind, rule_version as version, to_jsonb(completed_at) as at, evidence
    from course_completions
    where course = ${course.id} and record_id in (
      select id from member_records where account_id = ${who.id})
    order by course_completions.number`;
  return rows.map((row): Row => ({ ...row, at: row.at === null ? null : new Date(row.at) }));
}

/** What the job does, and what is recorded then. */
export async function settled(db: Db, ruled: Ruled, who: Learner, now: Date): Promise<Row[]> {
  await settle(db, who.id, now);
  return rowsOf(db, ruled, who);
}

export const addStudent = (db: Db, { school }: Pick<Ruled, 'school'>): Promise<Person> =>
  addMember(db, school.id);

export async function recordOf(db: Db, who: Learner): Promise<string> {
  const [row] = await db.$client<{ id: string }[]>`
    select id from member_records where account_id = ${who.id}`;
  return row!.id;
}
