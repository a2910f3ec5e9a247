import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { schools } from './accounts';
import { moment } from './columns';
import { itemVersions } from './content';

/**
 * Licensed instructors who vouch for a version of an item, and who took that back: of the rows of a
 * school the newest counts. Rows are added, never changed.
 */
export const signOffs = pgTable(
  'sign_offs',
  {
    id: uuid().primaryKey(),
    schoolId: uuid('school_id')
      .notNull()
      .references(() => schools.id),
    itemId: text('item_id').notNull(),
    version: integer().notNull(),
    /** An account, which may be deleted since: what it vouched for outlives it. */
    signerId: uuid('signer_id').notNull(),
    /** As they were when it was signed. */
    name: text().notNull(),
    /** State and number; null where a sign-off is taken back. */
    license: text(),
    /** Why it was taken back; null where it was not. */
    reason: text(),
    at: moment('at').notNull()
  },
  (t) => [
    index('sign_offs_item').on(t.itemId, t.version, t.schoolId, t.at),
    foreignKey({
      columns: [t.itemId, t.version],
      foreignColumns: [itemVersions.itemId, itemVersions.version]
    }),
    check('sign_offs_either', sql`num_nonnulls(${t.license}, ${t.reason}) = 1`)
  ]
);
