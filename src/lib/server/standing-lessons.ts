/** How far students are with each lesson, for how they stand. */
import { createHash } from 'node:crypto';
import * as courses from './completion-course';
import type { CourseLesson } from './completion-course';
import type { Db } from './db/connect';
import { finishedLessons } from './finished-lessons';
import type { Standee } from './standing-facts';
import { furthest, signOf, stateOf, type LessonState } from '../domain/lesson-state';

/** A course whose lessons staff see in a table. */
export type TableCourse = Pick<courses.RuledCourse, 'key' | 'title' | 'lessons' | 'modules'>;

/** @returns what ships and what the school has made, with the lessons that are in them now */
export async function tableCourses(db: Db, school: string): Promise<TableCourse[]> {
  const keys = await courses.list(db, school);
  const found = await Promise.all(keys.map(({ key }) => courses.find(db, school, key)));
  return found.filter((course) => course !== null);
}

/** @returns the lessons of a course that can be read, in its order */
export const lessonsIn = ({ modules, lessons }: TableCourse) =>
  modules.flatMap(({ lessons: ids }) =>
    ids.flatMap((id) => {
      const lesson = lessons.get(id);
      return lesson && lesson.shown !== null ? [lesson] : [];
    })
  );

/** What was done of lessons, by the ids under which it was done. */
export type LessonStates = ReadonlyMap<string, LessonState>;

/**
 * @returns of each student, by account, how far the lessons are with which something was done. Which
 *   questions count is what completion asks: those that there were when the lesson was read
 */
export async function lessonStates(
  db: Db,
  students: readonly Standee[],
  all: readonly TableCourse[]
): Promise<Map<string, LessonStates>> {
  const ways = all.flatMap(({ lessons }) => [...lessons.values()].flatMap(({ ways }) => ways));
  const checks = new Map(ways.map(({ lesson, checks }) => [lesson, checks]));
  const pairs = [...checks].flatMap(([lesson, items]) => items.map((item) => ({ lesson, item })));
  const accounts = students.map(({ account }) => account);
  const [finished, begun] = await Promise.all([
    finishedLessons(
      db,
      [...checks].map(([lesson, checks]) => ({ lesson, checks })),
      accounts
    ),
    db.$client<{ account: string; lesson: string }[]>`
      select distinct account_id as account, lesson_id as lesson
      from cards join unnest(${pairs.map(({ lesson }) => lesson)}::text[],
        ${pairs.map(({ item }) => item)}::text[]) as check_of (lesson_id, item_id) using (item_id)
      where account_id = any(${accounts}::uuid[])`
  ]);
  const found = new Map(accounts.map((account) => [account, new Map<string, LessonState>()]));
  for (const { account, lesson } of begun) found.get(account)!.set(lesson, 'checked');
  for (const { account, lesson, unanswered } of finished)
    found.get(account)!.set(lesson, unanswered > 0 ? 'read' : 'complete');
  return found;
}

/** How far a lesson of a course is: of itself and of what it was adapted from what is further. */
const stateIn =
  (states: LessonStates) =>
  ({ ways }: CourseLesson) =>
    furthest(ways.map(({ lesson }) => states.get(lesson) ?? 'none'));

/** Which lessons a course has, in which order: what is written of them holds for no others. */
const orderOf = (course: TableCourse) =>
  createHash('sha256')
    .update(JSON.stringify(lessonsIn(course).map(({ id }) => id)))
    .digest('base64url')
    .slice(0, 8);

/** @returns all lessons of a course in few characters: the course's order, and a sign a lesson */
export const written = (course: TableCourse, states: LessonStates): string =>
  orderOf(course) + lessonsIn(course).map(stateIn(states)).map(signOf).join('');

/** @returns how many lessons of each course are complete, of what was written of them */
export const completeIn = (
  all: readonly TableCourse[],
  texts: readonly (readonly [string, string])[]
): Record<string, number> =>
  Object.fromEntries(
    texts.map(([key, text], i) => {
      const states = readerOf(all[i]!)(text)!;
      return [key, states.filter((state) => state === 'complete').length];
    })
  );

/** @returns a reader of what `written` gave; it reads null where the course has changed since */
export function readerOf(course: TableCourse) {
  const order = orderOf(course);
  return (text: string | null): LessonState[] | null =>
    text?.startsWith(order) ? [...text.slice(order.length)].map(stateOf) : null;
}
