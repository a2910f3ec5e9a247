import { integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { schools } from './accounts';
import { moment } from './columns';

/** What a school writes again and again to notes that it grades. */
export const quickComments = pgTable(
  'quick_comments',
  {
    id: uuid().primaryKey(),
    schoolId: uuid('school_id')
      .notNull()
      .references(() => schools.id),
    text: text().notNull(),
    /** Gradings that it was used in. */
    uses: integer().notNull(),
    createdAt: moment('created_at').notNull()
  },
  (t) => [unique('quick_comments_text').on(t.schoolId, t.text)]
);
