/** What the courses of an account's schools say of lessons: whose they are, and what comes before. */
import * as courses from './courses';
import type { Db } from './db/connect';
import type { PublishedLesson } from './db/schema/authoring';
import { readable, type CourseModule, type Standing } from '../domain/course';

export interface LessonName {
  id: string;
  title: string;
}

/** A lesson of the account's school that it can read. */
export interface OwnLesson extends LessonName {
  /** Items that it asks and that belong to other lessons. */
  asks: string[];
  objectives: { id: string; text: string }[];
  completedAt: string | null;
}

export interface Taught {
  /** The school's lesson that asks an item in place of the one that it belongs to. */
  lessonOf: (item: string) => OwnLesson | undefined;
  /** What comes before a lesson: as the schools' courses have it, else as what ships. */
  prerequisites: (lesson: string) => string[];
  /** Items that belong to other lessons than these, and are asked in them. */
  askedIn: (lessons: readonly string[]) => string[];
  own: ReadonlyMap<string, OwnLesson>;
}

interface Row {
  modules: CourseModule[];
  own: (OwnLesson & Standing)[];
}

/** One query, which finds nothing where the account has no school. */
export async function read({ $client: sql }: Db, account: string): Promise<Taught> {
  const rows = await sql<Row[]>`
    select modules, coalesce((select jsonb_agg(jsonb_build_object('id', lessons.id, 'title', title,
          'asks', asks, 'objectives', published->'objectives',
          'published', published_version is not null, 'withdrawn', withdrawn_at is not null,
          'origin', school_lessons.origin,
          'completedAt', (select completed_at from completions
            where account_id = ${account} and completions.lesson_id = lessons.id))
        order by position)
      from school_lessons join lessons on lessons.id = lesson_id
      where course_id = courses.id), '[]') as own
    from members join courses on courses.school_id = members.school_id
    where account_id = ${account} and published_at is not null and archived_at is null
    order by courses.created_at, courses.id`;
  const own = new Map<string, OwnLesson>();
  const before = new Map<string, Set<string>>();
  for (const { modules, own: lessons } of rows) {
    const byId = new Map(lessons.map((lesson) => [lesson.id, lesson]));
    for (const { lesson, prerequisites } of readable(
      modules,
      (id) => byId.get(id),
      courses.ships
    ).flatMap((module) => module.lessons)) {
      const known = before.get(lesson) ?? new Set();
      for (const id of prerequisites) known.add(id);
      before.set(lesson, known);
      const found = byId.get(lesson);
      if (found) own.set(lesson, found);
    }
  }
  const askedBy = new Map<string, OwnLesson>();
  for (const lesson of own.values())
    for (const item of lesson.asks) if (!askedBy.has(item)) askedBy.set(item, lesson);
  return {
    own,
    lessonOf: (item) => askedBy.get(item),
    prerequisites: (lesson) => [...(before.get(lesson) ?? shippedPrerequisites(lesson))],
    askedIn: (lessons) => lessons.flatMap((lesson) => own.get(lesson)?.asks ?? [])
  };
}

function shippedPrerequisites(lesson: string): string[] {
  const found = courses.shipped(lesson);
  return (found?.prerequisites ?? []).map((slug) => `${found!.course}/${slug}`);
}

/** @returns where in these lessons of schools each item is to be read of again */
export async function sectionsOf(
  { $client: sql }: Db,
  lessons: string[]
): Promise<ReadonlyMap<string, PublishedLesson['sections']>> {
  if (lessons.length === 0) return new Map();
  const rows = await sql<{ id: string; sections: PublishedLesson['sections'] }[]>`
    select lesson_id as id, published->'sections' as sections from school_lessons
    where lesson_id = any(${lessons}::text[]) and published is not null`;
  return new Map(rows.map(({ id, sections }) => [id, sections]));
}

/** @returns what a lesson is called, wherever it comes from */
export const nameOf = ({ own }: Taught, id: string): LessonName => ({
  id,
  title: own.get(id)?.title ?? courses.shipped(id)?.title ?? id
});
