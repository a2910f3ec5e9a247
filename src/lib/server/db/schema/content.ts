import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text
} from 'drizzle-orm/pg-core';
import { moment } from './columns';
import type { Item } from '../../../domain/items/registry';

export const lessons = pgTable('lessons', {
  /** `course/lesson`, as in the address. */
  id: text().primaryKey(),
  course: text().notNull(),
  title: text().notNull(),
  position: integer().notNull(),
  /** Set when a lesson no longer ships; what was done with it stays. */
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
    retiredAt: moment('retired_at')
  },
  (t) => [index('items_lesson').on(t.lessonId)]
);

/** What a student saw stays as it was: a version is written once and never changed. */
export const itemVersions = pgTable(
  'item_versions',
  {
    itemId: text('item_id').notNull(),
    version: integer().notNull(),
    content: jsonb().$type<Item>().notNull(),
    createdAt: moment('created_at').notNull()
  },
  (t) => [
    primaryKey({ columns: [t.itemId, t.version] }),
    foreignKey({ columns: [t.itemId], foreignColumns: [items.id] }),
    check('item_versions_positive', sql`${t.version} > 0`)
  ]
);
