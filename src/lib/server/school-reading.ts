/** Courses and lessons of schools as their members read them: what is published, and no more. */
import { validate } from 'uuid';
import * as courses from './courses';
import type { Db } from './db/connect';
import type { PublishedLesson } from './db/schema/authoring';
import * as texts from './lesson-texts';
import { partsOf, type LessonParts } from './lesson-view';
import { schoolsWhere, type Actor } from '../domain/actor';
import { readable, type CourseModule, type Standing } from '../domain/course';

export interface SchoolName {
  slug: string;
  name: string;
}

/** A course in the list of what a member can study. */
export interface CourseName {
  slug: string;
  title: string;
  summary: string;
  school: SchoolName;
}

export interface LessonSummary {
  /** `course/lesson` of one that ships, a UUID of one of the school's. */
  id: string;
  title: string;
  summary: string;
  minutes: number;
  items: number;
  /** Ids of lessons of this course. */
  prerequisites: string[];
  /** The shipped lesson that it was adapted from: who has finished that has finished it. */
  origin: string | null;
}

export interface CoursePage extends CourseName {
  id: string;
  modules: { id: string; title: string; summary: string; lessons: LessonSummary[] }[];
}

export interface LessonPage extends LessonParts {
  id: string;
  course: { title: string; slug: string };
  school: SchoolName;
  /** Title of its module. */
  module: string;
  /** How many questions it has for reviews. */
  items: number;
  /** Ids of the items that it asks and that belong to other lessons. */
  asks: string[];
  previous: { id: string; title: string } | null;
  next: { id: string; title: string } | null;
}

const schoolsOf = (actor: Actor) => schoolsWhere(actor, 'content.read');

/** @returns the courses that an actor's schools have published, by school and title */
export async function list(db: Db, actor: Actor): Promise<CourseName[]> {
  const schools = schoolsOf(actor);
  if (schools.length === 0) return [];
  return db.$client<CourseName[]>`
    select courses.slug, title, summary,
      jsonb_build_object('slug', schools.slug, 'name', schools.name) as school
    from courses join schools on schools.id = school_id
    where school_id = any(${schools}::uuid[]) and published_at is not null and archived_at is null
    order by schools.name, title, courses.id`;
}

/** @returns the course at an address; null where there is none, or the actor is no member */
export async function course(
  db: Db,
  actor: Actor,
  school: string,
  slug: string
): Promise<CoursePage | null> {
  const [row] = await db.$client<(CourseName & { id: string; modules: CourseModule[] })[]>`
    select courses.id, courses.slug, title, summary, modules,
      jsonb_build_object('slug', schools.slug, 'name', schools.name) as school
    from courses join schools on schools.id = school_id
    where schools.slug = ${school} and school_id = any(${schoolsOf(actor)}::uuid[])
      and courses.slug = ${slug} and published_at is not null and archived_at is null`;
  if (!row) return null;
  const [modules, items] = await Promise.all([modulesOf(db, row), itemCounts(db, row.id)]);
  return {
    ...row,
    modules: modules.map((module) => ({
      ...module,
      lessons: module.lessons.map((lesson) => ({
        ...lesson,
        items: items.get(lesson.id) ?? lesson.items
      }))
    }))
  };
}

type OwnLesson = Standing &
  Pick<PublishedLesson, 'summary' | 'minutes'> & { id: string; title: string };

/** The modules of a course with the lessons that there are to read; items of shipped ones only. */
async function modulesOf(
  { $client: sql }: Db,
  { id, modules }: { id: string; modules: CourseModule[] }
): Promise<CoursePage['modules']> {
  const rows = await sql<OwnLesson[]>`
    select lessons.id, title, published_version is not null as published,
      withdrawn_at is not null as withdrawn, origin, published->>'summary' as summary,
      (published->'minutes')::int as minutes
    from school_lessons join lessons on lessons.id = lesson_id where course_id = ${id}`;
  const own = new Map(rows.map((row) => [row.id, row]));
  const summaryOf = (lesson: string) => {
    const found = own.get(lesson);
    if (!found) return shippedSummary(lesson);
    const { title, summary, minutes } = found;
    return { title, summary, minutes, items: 0 };
  };
  return readable(modules, (lesson) => own.get(lesson), courses.ships).map((module) => ({
    ...module,
    lessons: module.lessons.map(({ lesson, prerequisites }) => ({
      id: lesson,
      ...summaryOf(lesson),
      prerequisites,
      origin: own.get(lesson)?.origin ?? null
    }))
  }));
}

function shippedSummary(id: string) {
  const { title, summary, minutes, items } = courses.summarise(courses.shipped(id)!);
  return { title, summary, minutes, items };
}

/** @returns how many questions each own lesson of a course has */
async function itemCounts({ $client: sql }: Db, course: string): Promise<Map<string, number>> {
  const rows = await sql<{ id: string; items: number }[]>`
    select lessons.id, ${itemsOf(sql)} as items
    from school_lessons join lessons on lessons.id = lesson_id where course_id = ${course}`;
  return new Map(rows.map(({ id, items }) => [id, items]));
}

/** How many questions a school's lesson has for reviews. */
const itemsOf = (sql: Db['$client']) => sql`
  (select count(*)::int from items where (items.lesson_id = lessons.id or items.id = any(asks))
    and items.retired_at is null and not reserved)`;

interface LessonRow {
  title: string;
  text: string;
  asks: string[];
  items: number;
  schoolId: string;
  school: SchoolName;
  course: { id: string; title: string; slug: string; modules: CourseModule[] };
}

/** @returns a published lesson; null where there is none, or the actor is no member of its school */
export async function lesson(db: Db, actor: Actor, id: string): Promise<LessonPage | null> {
  if (!validate(id)) return null;
  const sql = db.$client;
  const [row] = await sql<LessonRow[]>`
    select lessons.title, lesson_versions.text, asks, ${itemsOf(sql)} as items,
      lessons.school_id as "schoolId",
      jsonb_build_object('slug', schools.slug, 'name', schools.name) as school,
      jsonb_build_object('id', courses.id, 'slug', courses.slug, 'title', courses.title,
        'modules', modules) as course
    from lessons join school_lessons on school_lessons.lesson_id = lessons.id
      join lesson_versions on lesson_versions.lesson_id = lessons.id and version = published_version
      join courses on courses.id = course_id join schools on schools.id = lessons.school_id
    where lessons.id = ${id} and lessons.school_id = any(${schoolsOf(actor)}::uuid[])
      and retired_at is null`;
  if (!row) return null;
  const { schoolId, school, course, asks, items } = row;
  const [text, modules] = await Promise.all([
    texts.read(db, schoolId, row.text),
    modulesOf(db, course)
  ]);
  const order = modules.flatMap((module) => module.lessons);
  const place = order.findIndex((other) => other.id === id);
  const neighbour = (at: number) => {
    const { id, title } = order[at] ?? {};
    return id && title ? { id, title } : null;
  };
  return {
    ...partsOf(text, school.slug, row.title),
    ...{ id, school, asks, items },
    course: { slug: course.slug, title: course.title },
    module: modules.find((module) => module.lessons.some((other) => other.id === id))?.title ?? '',
    previous: neighbour(place - 1),
    next: neighbour(place + 1)
  };
}
