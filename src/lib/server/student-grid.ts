/** How far each student is with each lesson of a course, for staff. */
import type { Db } from './db/connect';
import { lessonsIn } from './standing-lessons';
import { courseOf } from './student-list';
import * as rows from './student-rows';
import { can, type Actor } from '../domain/actor';
import { furthest, lessonStates, type LessonState } from '../domain/lesson-state';
import type { StudentFilter } from '../domain/student-filter';

export interface GridRow {
  /** Of the record. */
  id: string;
  name: string;
  /** In the order of the lessons; null where it was not reckoned yet, or the student has left. */
  states: LessonState[] | null;
  complete: number | null;
}

export interface GridLesson {
  id: string;
  title: string;
  /** How many students of the filter are how far, not only those of the page. */
  students: Record<LessonState, number>;
}

export interface Grid extends rows.Counted {
  course: { key: string; title: string } | null;
  courses: { key: string; title: string }[];
  lessons: GridLesson[];
  rows: GridRow[];
}

type Selected = Pick<GridRow, 'id' | 'name'> &
  Record<'checked' | 'read' | 'complete', string[] | null>;

/**
 * @param all every student of the filter, not one page of them
 * @returns null unless the actor may see results; a few queries, however many students there are
 */
export async function grid(
  db: Db,
  actor: Actor,
  school: string,
  filter: StudentFilter,
  { all = false } = {}
): Promise<Grid | null> {
  if (!can(actor, 'result.view', { school })) return null;
  const sql = db.$client;
  const { course, all: offered } = await courseOf(db, school, filter);
  const lessons = course ? lessonsIn(course) : [];
  const ways = lessons.flatMap(({ ways }, at) => ways.map(({ lesson }) => ({ lesson, at })));
  const among = rows.shown(db, actor, school, filter);
  const by = filter.sort === 'lessons' ? sql`(lessons->>${course?.key ?? ''})::int` : null;
  const [[found], selected, totals] = await Promise.all([
    sql<rows.Counted[]>`with ${among} ${rows.counted(db)}`,
    sql<Selected[]>`
      with ${among} select record as id, name, checked, read, complete from shown
      ${rows.ordered(db, by, filter, all)}`,
    sql<{ at: number; state: number; students: number }[]>`
      with ${among},
        way as materialized (select * from unnest(${ways.map(({ lesson }) => lesson)}::text[],
          ${ways.map(({ at }) => at)}::int[]) as way (lesson_id, at)),
        done as (select account_id, lesson_id, 1 as state from shown, unnest(checked) as lesson_id
          union all select account_id, lesson_id, 2 from shown, unnest(read) as lesson_id
          union all select account_id, lesson_id, 3 from shown, unnest(complete) as lesson_id)
      ${
        ways.length === lessons.length
          ? sql`select at, state, count(*)::int as students
              from done join way using (lesson_id) group by 1, 2`
          : sql`select at, state, count(*)::int as students from (
              select account_id, at, max(state) as state
              from done join way using (lesson_id) group by 1, 2) as best group by 1, 2`
      }`
  ]);
  const { known } = found!;
  return {
    ...found!,
    course: course && { key: course.key, title: course.title },
    courses: offered,
    lessons: lessons.map(({ id, title }, place) => {
      const students = { none: known, checked: 0, read: 0, complete: 0 };
      for (const { at, state, students: n } of totals)
        if (at === place) {
          students[lessonStates[state]!] += n;
          students.none -= n;
        }
      return { id, title, students };
    }),
    rows: selected.map(({ id, name, ...sets }) => {
      if (!sets.complete) return { id, name, states: null, complete: null };
      const stateOf = new Map(
        (['checked', 'read', 'complete'] as const).flatMap((state) =>
          sets[state]!.map((lesson): [string, LessonState] => [lesson, state])
        )
      );
      const states = lessons.map(({ ways }) =>
        furthest(ways.map(({ lesson }) => stateOf.get(lesson) ?? 'none'))
      );
      const complete = states.filter((state) => state === 'complete').length;
      return { id, name, states, complete };
    })
  };
}
