/** The lessons of a school's course: how they stand, and what may be added. */
import { lessonsOf } from './content/catalogue';
import * as shipped from './courses';
import type { Db, Transaction } from './db/connect';
import { lessonIds, type CourseModule, type Standing } from '../domain/course';

/** @returns how the school's own lessons of a course stand, by id */
export async function standings(
  on: Transaction | Db['$client'],
  course: string
): Promise<Map<string, Standing>> {
  const rows = await on<({ id: string } & Standing)[]>`
    select lesson_id as id, published_version is not null as published,
      withdrawn_at is not null as withdrawn, origin
    from school_lessons where course_id = ${course}`;
  return new Map(rows.map(({ id, ...standing }) => [id, standing]));
}

/** Courses of a school after another; what ships has lower places. */
const placesEach = 1000;

/** Brings up to date where the lessons of a course stand, and whether they are there to be read. */
export async function settle(tx: Transaction, course: string, now: Date): Promise<void> {
  const [{ modules, isOpen, before }] = (await tx`
    select modules, published_at is not null and archived_at is null as "isOpen",
      (select count(*)::int from courses as other where other.school_id = courses.school_id
        and (other.created_at, other.id) < (courses.created_at, courses.id)) as before
    from courses where id = ${course}`) as unknown as [
    { modules: CourseModule[]; isOpen: boolean; before: number }
  ];
  const ids = lessonIds(modules);
  const places = ids.map((_, i) => (before + 1) * placesEach + i);
  await tx`
    update lessons set position = coalesce(placed.place, position),
      retired_at = case
        when ${isOpen} and placed.place is not null and published_version is not null
          and withdrawn_at is null then null
        else coalesce(retired_at, ${now.toISOString()}) end
    from school_lessons
      left join unnest(${ids}::text[], ${places}::int[]) as placed (id, place) on id = lesson_id
    where lessons.id = lesson_id and course_id = ${course}`;
}

/** @returns shipped lessons that are not in a course, in their order */
export function addable({ modules }: { modules: CourseModule[] }): { id: string; title: string }[] {
  const placed = new Set(lessonIds(modules));
  return shipped
    .catalogue()
    .courses.flatMap(lessonsOf)
    .filter(({ id }) => !placed.has(id))
    .map(({ id, title }) => ({ id, title }));
}
