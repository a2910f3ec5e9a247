/** Courses as a rule of completion asks of them: their lessons, and what is asked in each. */
import { validate } from 'uuid';
import { lessonsOf } from './content/catalogue';
import * as courses from './courses';
import type { Db } from './db/connect';
import { askedOfAll } from '../domain/case-way';
import { lessonIds, shownFor, type CourseModule, type Standing } from '../domain/course';

/** A lesson that does as well as the one that a rule names: itself, or what it was adapted from. */
export interface Way {
  lesson: string;
  /** Ids of the items that everybody is asked who reads it. */
  checks: string[];
}

export interface CourseLesson {
  /** As the course, and so a rule, names it. */
  id: string;
  title: string;
  /** The lesson that students read there; null while there is none. */
  shown: string | null;
  ways: Way[];
}

export interface RuledCourse {
  /** Slug of one that ships, id of one of the school's. */
  key: string;
  title: string;
  /** Where its students find it. */
  address: string;
  /** Whether students see it: nobody completes a course while it is away. */
  open: boolean;
  modules: { title: string; lessons: string[] }[];
  /** By their ids, also those that the course no longer has and that a version of its rule names. */
  lessons: ReadonlyMap<string, CourseLesson>;
}

/** @returns the course of a key, with these lessons beside its own; null where there is none */
export async function find(
  db: Db,
  school: string,
  key: string,
  named: readonly string[] = []
): Promise<RuledCourse | null> {
  return validate(key) ? ownCourse(db, school, key, named) : shippedCourse(db, key, named);
}

/** @returns what a rule can be made for: what ships, and the school's own that are not archived */
export async function list(
  db: Db,
  school: string
): Promise<{ key: string; title: string; open: boolean }[]> {
  const own = await db.$client<{ key: string; title: string; open: boolean }[]>`
    select id as key, title, published_at is not null as open from courses
    where school_id = ${school} and archived_at is null order by created_at, id`;
  const shipped = courses
    .catalogue()
    .courses.map(({ slug, title }) => ({ key: slug, title, open: true }));
  return [...shipped, ...own];
}

async function shippedCourse(
  db: Db,
  key: string,
  named: readonly string[]
): Promise<RuledCourse | null> {
  const course = courses.catalogue().courses.find(({ slug }) => slug === key);
  if (!course) return null;
  const all = lessonsOf(course);
  const here = new Set(all.map(({ id }) => id));
  const gone = await titlesOf(db, named.filter((id) => !here.has(id))); // prettier-ignore
  const lessons = new Map<string, CourseLesson>(
    all.map(({ id, title }) => [id, { id, title, shown: id, ways: waysOf(id) }])
  );
  for (const [id, title] of gone) lessons.set(id, { id, title, shown: null, ways: waysOf(id) });
  return {
    ...{ key, title: course.title, address: `/courses/${key}`, open: true, lessons },
    modules: course.modules.map((module) => ({
      title: module.title,
      lessons: module.lessons.map(({ id }) => id)
    }))
  };
}

const waysOf = (id: string): Way[] => {
  const lesson = courses.shipped(id);
  if (!lesson) return [{ lesson: id, checks: [] }];
  const asked = lesson.checks.map((check) => lesson.items.find((item) => item.id === check)!);
  return [{ lesson: id, checks: askedOfAll(asked, lesson.cases) }];
};

interface OwnRow {
  slug: string;
  title: string;
  school: string;
  open: boolean;
  modules: CourseModule[];
  own: (Standing & { id: string; title: string; checks: string[] | null })[];
}

async function ownCourse(
  db: Db,
  school: string,
  key: string,
  named: readonly string[]
): Promise<RuledCourse | null> {
  const [row] = await db.$client<OwnRow[]>`
    select courses.slug, courses.title, schools.slug as school, modules,
      published_at is not null and archived_at is null as open,
      coalesce((select jsonb_agg(jsonb_build_object('id', lessons.id, 'title', lessons.title,
          'published', published_version is not null, 'withdrawn', withdrawn_at is not null,
          'origin', school_lessons.origin, 'checks', published->'checks'))
        from school_lessons join lessons on lessons.id = lesson_id
        where course_id = courses.id), '[]') as own
    from courses join schools on schools.id = school_id
    where courses.id = ${key} and school_id = ${school}`;
  if (!row) return null;
  const { slug, title, open, modules } = row;
  const own = new Map(row.own.map((lesson) => [lesson.id, lesson]));
  const placed = new Set(lessonIds(modules));
  const ids = [...new Set([...placed, ...named])];
  const gone = await titlesOf(db, ids.filter((id) => !own.has(id) && !courses.ships(id))); // prettier-ignore
  const lessons = ids.map((id): [string, CourseLesson] => {
    const found = own.get(id);
    const title = found?.title ?? courses.shipped(id)?.title ?? gone.get(id) ?? id;
    const shown = placed.has(id) ? shownFor(id, found, courses.ships) : null;
    const origin = found?.origin ? waysOf(found.origin) : [];
    const ways = found ? [{ lesson: id, checks: found.checks ?? [] }, ...origin] : waysOf(id);
    return [id, { id, title, shown, ways }];
  });
  return {
    ...{ key, title, open, lessons: new Map(lessons) },
    address: `/schools/${row.school}/courses/${slug}`,
    modules: modules.map((module) => ({
      title: module.title,
      lessons: module.lessons.map(({ lesson }) => lesson)
    }))
  };
}

/** What lessons were called that are there no more. */
async function titlesOf({ $client: sql }: Db, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await sql<{ id: string; title: string }[]>`
    select id, title from lessons where id = any(${ids}::text[])`;
  return new Map(rows.map(({ id, title }) => [id, title]));
}
