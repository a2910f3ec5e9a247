/** What members of schools can find beside what ships: their lessons and questions. */
import { createHash } from 'node:crypto';
import type { Db } from './db/connect';
import type { PublishedLesson } from './db/schema/authoring';
import { versions, versionKey } from './items';
import * as texts from './lesson-texts';
import {
  itemDocument,
  lessonDocuments,
  type Asking,
  type Document
} from '../domain/search/document';

export interface Documents {
  documents: Document[];
  /** From an item to its lesson. */
  lessons: [item: string, lesson: Asking][];
}

interface LessonRow {
  id: string;
  school: string;
  course: string;
  title: string;
  text: string;
  published: PublishedLesson;
}

/**
 * @returns what there is to be found, as a key: another one whenever a lesson is published or
 *   withdrawn, a course is given another name, or a question changes, by whatever process; null
 *   where there is nothing
 */
export async function keyOf({ $client: sql }: Db, schools: string[]): Promise<string | null> {
  if (schools.length === 0) return null;
  const [row] = await sql<{ lessons: string | null; items: string | null }[]>`
    select
      (select string_agg(lesson_id || '@' || published_version || ' ' || courses.title, E'\\n'
          order by lesson_id)
        from school_lessons join lessons on lessons.id = lesson_id
          join courses on courses.id = course_id
        where lessons.school_id = any(${schools}::uuid[]) and retired_at is null) as lessons,
      (select string_agg(id || '@' || version, ' ' order by id) from items
        where school_id = any(${schools}::uuid[]) and retired_at is null) as items`;
  const { lessons, items } = row!;
  if (lessons === null && items === null) return null;
  return createHash('sha256').update(`${lessons}\n${items}`).digest('base64');
}

/** @returns the published lessons of some schools, and their own questions, reserved ones too */
export async function read(db: Db, schools: string[]): Promise<Documents> {
  const sql = db.$client;
  const [rows, items] = await Promise.all([
    sql<LessonRow[]>`
      select lessons.id, lessons.school_id as school, courses.title as course, lessons.title,
        lesson_versions.text, published
      from school_lessons join lessons on lessons.id = lesson_id
        join courses on courses.id = course_id
        join lesson_versions on lesson_versions.lesson_id = lessons.id
          and version = published_version
      where lessons.school_id = any(${schools}::uuid[]) and retired_at is null
      order by lessons.position`,
    sql<{ item: string; version: number; lesson: string; title: string }[]>`
      select items.id as item, version, lesson_id as lesson, title
      from items join lessons on lessons.id = lesson_id
      where items.school_id = any(${schools}::uuid[]) and items.retired_at is null
        and lessons.retired_at is null
      order by lessons.position, items.position`
  ]);
  const lessons = new Map<string, Asking>();
  const documents: Document[] = [];
  for (const { id, school, course, title, text, published } of rows) {
    const { prose, asked } = await texts.read(db, school, text);
    const { summary, sections } = published;
    documents.push(...lessonDocuments({ id, title, summary, passages: prose.passages }, course));
    lessons.set(id, { id, title, checks: asked.map(({ item }) => item), sections });
  }
  const contents = await versions(db, items);
  const placed = items.map(({ item, version, lesson, title }) => {
    // Of a lesson that ships the school may have questions too.
    const place = lessons.get(lesson) ?? { id: lesson, title, checks: [], sections: {} };
    return { place, content: contents.get(versionKey(item, version))! };
  });
  return {
    documents: [...documents, ...placed.map(({ place, content }) => itemDocument(content, place))],
    lessons: placed.map(({ place, content }) => [content.id, place])
  };
}
