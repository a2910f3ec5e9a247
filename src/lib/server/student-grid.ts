/** How far each student is with each lesson of a course, for staff. */
import type { Db } from './db/connect';
import { lessonsIn, readerOf } from './standing-lessons';
import { courseOf } from './student-list';
import * as rows from './student-rows';
import { can, type Actor } from '../domain/actor';
import type { LessonState } from '../domain/lesson-state';
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

interface Together {
  totals: { states: string; students: number }[];
  selected: (Pick<GridRow, 'id' | 'name'> & { states: string | null })[];
}

/**
 * @param all every student of the filter, not one page of them
 * @returns null unless the actor may see results; two queries, however many students there are
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
  const among = rows.shown(db, actor, school, filter);
  const key = course?.key ?? '';
  const by = filter.sort === 'lessons' ? sql`(lessons->>${key})::int` : null;
  const own = sql`left join standings on standings.school_id = ${school}
    and standings.account_id = page.account_id`;
  // One statement, which is planned once; what each of a thousand has done is a line of a few
  // characters, and many have done alike.
  const [found] = await sql<(rows.Counted & Together)[]>`
    with ${among}, counted as (${rows.counted(db)}),
      page as (select *, row_number() over () as place from (
        select * from shown ${rows.ordered(db, by, filter, all)}) as sorted),
      alike as (select states->>${key} as states, count(*) as students
        from shown as page ${own} where states->>${key} is not null group by 1)
    select counted.*,
      (select coalesce(json_agg(alike), '[]') from alike) as totals,
      (select coalesce(json_agg(json_build_object('id', record, 'name', name,
          'states', states->>${key}) order by place), '[]') from page ${own}) as selected
    from counted`;
  const { totals, selected, ...numbers } = found!;
  const read = course ? readerOf(course) : () => null;
  const alike = totals.flatMap(({ states, students }) => {
    const own = read(states);
    return own ? [{ states: own, students }] : [];
  });
  return {
    ...numbers,
    course: course && { key: course.key, title: course.title },
    courses: offered,
    lessons: lessons.map(({ id, title }, place) => {
      const sums = { none: 0, checked: 0, read: 0, complete: 0 };
      for (const { states, students } of alike) sums[states[place]!] += students;
      return { id, title, students: sums };
    }),
    rows: selected.map(({ id, name, states: text }) => {
      const states = read(text);
      const complete = states && states.filter((state) => state === 'complete').length;
      return { id, name, states, complete };
    })
  };
}
