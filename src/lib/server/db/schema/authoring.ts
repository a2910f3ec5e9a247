/** What schools write: courses, lessons with their history, pictures, questions in the making. */
import { sql } from 'drizzle-orm';
import {
  check,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid
} from 'drizzle-orm/pg-core';
import { schools } from './accounts';
import { moment } from './columns';
import { lessons } from './content';
import type { CourseModule } from '../../../domain/course';
import type { Replaced } from '../../../domain/exchange/acceptance';
import { versionReasons } from '../../../domain/lesson/state';
import { imageTypes } from '../../../domain/images/image';

const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

/** What is known of the version of a lesson that students read. */
export interface PublishedLesson {
  summary: string;
  minutes: number;
  objectives: { id: string; text: string }[];
  /** By item: where to read of it again. */
  sections: Record<string, { id: string; title: string }>;
  /** Items that everybody is asked who reads it; see `askedOfAll`. */
  checks: string[];
}

export const courses = pgTable(
  'courses',
  {
    id: uuid().primaryKey(),
    schoolId: uuid('school_id')
      .notNull()
      .references(() => schools.id),
    /** In the address; unique among those of the school. */
    slug: text().notNull(),
    title: text().notNull(),
    summary: text().notNull(),
    /** Name of a file in `content/outlines/`. */
    outline: text().notNull(),
    /** Slug of the shipped course that it was adopted from; null where it was begun empty. */
    origin: text(),
    modules: jsonb().$type<CourseModule[]>().notNull(),
    /** Counts changes: whoever saves names the one that was read. */
    revision: integer().notNull(),
    createdAt: moment('created_at').notNull(),
    /** Students see it from then on; null until then. */
    publishedAt: moment('published_at'),
    archivedAt: moment('archived_at')
  },
  (t) => [
    unique('courses_slug').on(t.schoolId, t.slug),
    unique('courses_school').on(t.schoolId, t.id)
  ]
);

/** A lesson that a school writes: its text as it stands in the editor. */
export const schoolLessons = pgTable(
  'school_lessons',
  {
    lessonId: text('lesson_id')
      .primaryKey()
      .references(() => lessons.id),
    schoolId: uuid('school_id').notNull(),
    courseId: uuid('course_id').notNull(),
    slug: text().notNull(),
    /** Frontmatter and prose, as in `lesson.mdx`. */
    text: text().notNull(),
    /** Counts changes of the text: whoever saves names the one that was read. */
    revision: integer().notNull(),
    changedBy: uuid('changed_by').notNull(),
    changedAt: moment('changed_at').notNull(),
    /** The version that is in review; null where none is. */
    reviewVersion: integer('review_version'),
    /** The version that students read, or last read; null before the first. */
    publishedVersion: integer('published_version'),
    publishedAt: moment('published_at'),
    /** Of that version what is asked for without reading it; null before the first. */
    published: jsonb().$type<PublishedLesson>(),
    /** Items that it asks and that belong to other lessons, shipped ones mostly. */
    asks: text().array().notNull().default([]),
    withdrawnAt: moment('withdrawn_at'),
    /** The shipped lesson that it was adapted from, and the text that it had when last taken over. */
    origin: text(),
    originText: text('origin_text')
  },
  (t) => [
    foreignKey({
      name: 'school_lessons_course',
      columns: [t.schoolId, t.courseId],
      foreignColumns: [courses.schoolId, courses.id]
    }),
    unique('school_lessons_slug').on(t.courseId, t.slug),
    unique('school_lessons_school').on(t.schoolId, t.lessonId),
    check('school_lessons_origin', sql`(${t.origin} is null) = (${t.originText} is null)`)
  ]
);

/** The history of a lesson's text. Rows are added, never changed. */
export const lessonVersions = pgTable(
  'lesson_versions',
  {
    schoolId: uuid('school_id').notNull(),
    lessonId: text('lesson_id').notNull(),
    version: integer().notNull(),
    text: text().notNull(),
    reason: text({ enum: versionReasons }).notNull(),
    authorId: uuid('author_id').notNull(),
    createdAt: moment('created_at').notNull()
  },
  (t) => [
    primaryKey({ columns: [t.lessonId, t.version] }),
    foreignKey({
      name: 'lesson_versions_lesson',
      columns: [t.schoolId, t.lessonId],
      foreignColumns: [schoolLessons.schoolId, schoolLessons.lessonId]
    }),
    check('lesson_versions_positive', sql`${t.version} > 0`)
  ]
);

/** What reviewers say to a passage of a version. */
export const lessonComments = pgTable(
  'lesson_comments',
  {
    id: uuid().primaryKey(),
    schoolId: uuid('school_id').notNull(),
    lessonId: text('lesson_id').notNull(),
    version: integer().notNull(),
    /** The place of what it is about among the blocks of the prose; null: the lesson as a whole. */
    block: integer(),
    /** What that block said, so that a comment is understood when the block is gone. */
    quote: text(),
    body: text().notNull(),
    authorId: uuid('author_id').notNull(),
    /** The comment that it replies to. */
    replyTo: uuid('reply_to'),
    createdAt: moment('created_at').notNull(),
    resolvedAt: moment('resolved_at'),
    resolvedBy: uuid('resolved_by')
  },
  (t) => [
    foreignKey({
      name: 'lesson_comments_version',
      columns: [t.lessonId, t.version],
      foreignColumns: [lessonVersions.lessonId, lessonVersions.version]
    }),
    foreignKey({
      name: 'lesson_comments_reply',
      columns: [t.replyTo],
      foreignColumns: [t.id]
    }),
    index('lesson_comments_lesson').on(t.schoolId, t.lessonId),
    check('lesson_comments_place', sql`(${t.block} is null) = (${t.quote} is null)`)
  ]
);

/** Pictures in lessons, by what they are made of: an address never shows another picture. */
export const images = pgTable(
  'images',
  {
    schoolId: uuid('school_id')
      .notNull()
      .references(() => schools.id),
    /** SHA-256 of the bytes, in hexadecimal. */
    id: text().notNull(),
    type: text({ enum: imageTypes }).notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    bytes: bytea().notNull(),
    /** Of the file, for whoever looks for it. */
    name: text().notNull(),
    addedBy: uuid('added_by').notNull(),
    addedAt: moment('added_at').notNull()
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.id] })]
);

/** A file of questions that was taken over, as one deed that can be undone. */
export const importBatches = pgTable(
  'import_batches',
  {
    /** Made by whoever accepts it: sent twice, it is taken over once. */
    id: uuid().primaryKey(),
    schoolId: uuid('school_id')
      .notNull()
      .references(() => schools.id),
    lessonId: text('lesson_id')
      .notNull()
      .references(() => lessons.id),
    name: text().notNull(),
    format: text().notNull(),
    /** Those that it has added. */
    items: text().array().notNull(),
    /** Those that it has changed, with the versions before and after. */
    replaced: jsonb().$type<Replaced[]>().notNull().default([]),
    actorId: uuid('actor_id').notNull(),
    createdAt: moment('created_at').notNull(),
    undoneAt: moment('undone_at'),
    undoneBy: uuid('undone_by')
  },
  (t) => [index('import_batches_school').on(t.schoolId, t.createdAt)]
);

/** A question as it stands in the editor, finished or not; it becomes a version when published. */
export const itemDrafts = pgTable(
  'item_drafts',
  {
    schoolId: uuid('school_id')
      .notNull()
      .references(() => schools.id),
    /** Of the question, or of the one that it will be. */
    itemId: text('item_id').notNull(),
    lessonId: text('lesson_id')
      .notNull()
      .references(() => lessons.id),
    /** As it was typed, perhaps flawed. */
    content: jsonb().$type<Record<string, unknown>>().notNull(),
    /** The version that it was begun from; null of a question that has none yet. */
    basedOn: integer('based_on'),
    /** Counts changes: whoever saves names the one that was read. */
    revision: integer().notNull(),
    changedBy: uuid('changed_by').notNull(),
    changedAt: moment('changed_at').notNull(),
    /** Set while a colleague is asked to look at it. */
    submittedAt: moment('submitted_at')
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.itemId] }),
    index('item_drafts_lesson').on(t.lessonId)
  ]
);
