import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid
} from 'drizzle-orm/pg-core';
import { schools } from './accounts';
import { moment } from './columns';
import type { Item } from '../../../domain/items/registry';

export const lessons = pgTable('lessons', {
  /** `course/lesson`, as in the address; of a school's lesson a UUID. */
  id: text().primaryKey(),
  /** Slug of a shipped course; of a school's its id. */
  course: text().notNull(),
  title: text().notNull(),
  position: integer().notNull(),
  /** The school that wrote it, and whose members alone read it; null for what ships. */
  schoolId: uuid('school_id').references(() => schools.id),
  /** Set while a lesson is not there to be read; what was done with it stays. */
  retiredAt: moment('retired_at')
});

export const items = pgTable(
  'items',
  {
    id: text().primaryKey(),
    lessonId: text('lesson_id')
      .notNull()
      .references(() => lessons.id),
    position: integer().notNull(),
    version: integer().notNull(),
    /** Kept for quizzes: never asked elsewhere. */
    reserved: boolean().notNull().default(false),
    /** Bloom level of its objective; null where it is not known. */
    bloom: text(),
    /** The school that wrote it, and whose members alone are asked it; null for what ships. */
    schoolId: uuid('school_id').references(() => schools.id),
    retiredAt: moment('retired_at')
  },
  (t) => [
    index('items_lesson').on(t.lessonId),
    index('items_school')
      .on(t.schoolId)
      .where(sql`school_id is not null`)
  ]
);

/** What a student saw stays as it was: a version is written once and never changed. */
export const itemVersions = pgTable(
  'item_versions',
  {
    itemId: text('item_id').notNull(),
    version: integer().notNull(),
    content: jsonb().$type<Item>().notNull(),
    /** The school that wrote or mended it, and whose members alone get it; null for what ships. */
    schoolId: uuid('school_id').references(() => schools.id),
    createdAt: moment('created_at').notNull()
  },
  (t) => [
    primaryKey({ columns: [t.itemId, t.version] }),
    foreignKey({ columns: [t.itemId], foreignColumns: [items.id] }),
    index('item_versions_school')
      .on(t.itemId)
      .where(sql`school_id is not null`),
    check('item_versions_positive', sql`${t.version} > 0`)
  ]
);
