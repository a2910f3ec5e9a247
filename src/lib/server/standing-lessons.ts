/** How far students are with each lesson, for how they stand. */
import * as courses from './completion-course';
import { isAskedSince } from './completion-facts';
import type { Db } from './db/connect';
import type { Standee } from './standing-facts';

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

export interface LessonSets {
  checked: string[];
  read: string[];
  complete: string[];
}

/**
 * @returns of each student, by account, the ids of lessons with which something was done, each in
 *   one set. Which questions count is what completion asks: those that there were when it was read
 */
export async function lessonSets(
  db: Db,
  students: readonly Standee[],
  all: readonly TableCourse[]
): Promise<Map<string, LessonSets>> {
  const ways = all.flatMap(({ lessons }) => [...lessons.values()].flatMap(({ ways }) => ways));
  const checks = new Map(ways.map(({ lesson, checks }) => [lesson, checks]));
  const pairs = [...checks].flatMap(([lesson, items]) => items.map((item) => ({ lesson, item })));
  const accounts = students.map(({ account }) => account);
  const rows = await db.$client<({ account: string } & LessonSets)[]>`
    with check_of as materialized (
      select * from unnest(${pairs.map(({ lesson }) => lesson)}::text[],
        ${pairs.map(({ item }) => item)}::text[]) as check_of (lesson_id, item_id)),
    states as (
      select account_id, lesson_id, exists (
        select from check_of join items on items.id = check_of.item_id
        where check_of.lesson_id = finished.lesson_id and ${isAskedSince(db)}
          and not exists (select from cards where cards.account_id = finished.account_id
            and cards.item_id = items.id)) as is_left, true as is_read
      from completions as finished
      where account_id = any(${accounts}::uuid[]) and lesson_id = any(${[...checks.keys()]}::text[])
      union all
      select distinct account_id, lesson_id, true, false
      from cards join check_of using (item_id)
      where account_id = any(${accounts}::uuid[]) and not exists (select from completions
        where completions.account_id = cards.account_id
          and completions.lesson_id = check_of.lesson_id))
    select account_id as account,
      coalesce(array_agg(lesson_id order by lesson_id) filter (where not is_read), '{}') as checked,
      coalesce(array_agg(lesson_id order by lesson_id) filter (where is_read and is_left), '{}')
        as read,
      coalesce(array_agg(lesson_id order by lesson_id) filter (where not is_left), '{}')
        as complete
    from states group by account_id`;
  return new Map(rows.map(({ account, ...sets }) => [account, sets]));
}

/** @returns how many lessons of each course are in `complete` */
export function completeByCourse(
  all: readonly TableCourse[],
  complete: readonly string[]
): Record<string, number> {
  const done = new Set(complete);
  return Object.fromEntries(
    all.map((course) => [
      course.key,
      lessonsIn(course).filter(({ ways }) => ways.some(({ lesson }) => done.has(lesson))).length
    ])
  );
}
