/** The students of a school as one table, for staff. */
import * as courses from './completion-course';
import type { Db } from './db/connect';
import { lessonsIn, type TableCourse } from './standing-lessons';
import * as rows from './student-rows';
import { can, type Actor } from '../domain/actor';
import type { Reason } from '../domain/at-risk';
import { dateOf } from '../domain/day';
import type { Share } from '../domain/interval';
import type { StudentFilter } from '../domain/student-filter';

export interface StudentRow {
  /** Of the record. */
  id: string;
  name: string;
  cohorts: string[];
  /** Dates; `left` of those only who have. */
  lastStudied: string | null;
  left: string | null;
  /** Of the course, complete; this and all below is null where it was not reckoned yet. */
  lessons: number | null;
  open: number | null;
  late: number | null;
  /** Clock hours, also null where the school counts none; and what the program had foreseen. */
  hours: number | null;
  scheduled: number | null;
  /** Null where too little is known. */
  readiness: Share | null;
  /** Which share of the exam can be told of, 0 to 1. */
  covers: number | null;
  reasons: Reason[];
}

export interface StudentList extends rows.Counted {
  /** Whose lessons are counted; null where there is none. */
  course: { key: string; title: string; lessons: number } | null;
  courses: { key: string; title: string }[];
  /** Whether the school counts hours. */
  counts: boolean;
  rows: StudentRow[];
}

type Selected = Omit<StudentRow, 'lastStudied' | 'left' | 'readiness'> & {
  lastDay: number | null;
  leftDay: number | null;
  share: number | null;
  low: number;
  high: number;
};

/** @returns the course of a filter, else the first of all; and those that can be chosen */
export async function courseOf(
  db: Db,
  school: string,
  { course: key }: Pick<StudentFilter, 'course'>
): Promise<{ all: { key: string; title: string }[]; course: TableCourse | null }> {
  const all = await courses.list(db, school);
  const chosen = all.find((course) => course.key === key) ?? all[0];
  const course = chosen ? await courses.find(db, school, chosen.key) : null;
  return { all: all.map(({ key, title }) => ({ key, title })), course };
}

/**
 * @param all every student of the filter, not one page of them
 * @returns null unless the actor may see results; a few queries, however many students there are
 */
export async function list(
  db: Db,
  actor: Actor,
  school: string,
  filter: StudentFilter,
  { all = false } = {}
): Promise<StudentList | null> {
  if (!can(actor, 'result.view', { school })) return null;
  const sql = db.$client;
  const { course, all: offered } = await courseOf(db, school, filter);
  const among = rows.shown(db, actor, school, filter);
  const [[found], selected] = await Promise.all([
    sql<(rows.Counted & { counts: boolean })[]>`
      with ${among}, counted as (${rows.counted(db)})
      select counted.*, exists (select from hour_settings where school_id = ${school})
        or exists (select from hour_entries where school_id = ${school}) as counts from counted`,
    sql<Selected[]>`
      with ${among}
      select record as id, name, page.last_day as "lastDay", left_day as "leftDay",
        array(select cohorts.name from cohort_members join cohorts on cohorts.id = cohort_id
          where cohort_members.school_id = ${school}
            and cohort_members.account_id = page.account_id order by cohorts.name) as cohorts,
        case when page.as_of is not null
          then coalesce((page.lessons->>${course?.key ?? ''})::int, 0) end as lessons,
        open, page.late, page.hours, scheduled, page.readiness as share, low, high, covers,
        coalesce(reasons, '[]') as reasons
      from (select *, row_number() over () as place from (
          select * from shown ${rows.ordered(db, columnOf(db, filter, course), filter, all)}
        ) as sorted) as page
        left join standings on standings.school_id = ${school}
          and standings.account_id = page.account_id
      order by place`
  ]);
  const { counts, ...numbers } = found!;
  return {
    ...numbers,
    course: course && { key: course.key, title: course.title, lessons: lessonsIn(course).length },
    ...{ courses: offered, counts },
    rows: selected.map(({ lastDay, leftDay, share, low, high, ...row }) => ({
      ...row,
      lastStudied: lastDay === null ? null : dateOf(lastDay),
      left: leftDay === null ? null : dateOf(leftDay),
      readiness: share === null ? null : { share, low, high }
    }))
  };
}

/** By what it is sorted; null: by name alone. */
function columnOf({ $client: sql }: Db, { sort }: StudentFilter, course: TableCourse | null) {
  switch (sort) {
    case 'last':
      return sql`last_day`;
    case 'lessons':
      return sql`(lessons->>${course?.key ?? ''})::int`;
    case 'late':
      return sql`late`;
    case 'hours':
      return sql`hours`;
    case 'readiness':
      return sql`readiness`;
    case 'risk':
      return sql`cardinality(risks)`;
    default:
      return null;
  }
}
