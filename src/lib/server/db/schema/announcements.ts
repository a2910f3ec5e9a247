import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { accounts, schools } from './accounts';
import { moment } from './columns';
import { deliveryStates } from '../../../domain/announcement';

/** What staff told students of their school. */
export const announcements = pgTable(
  'announcements',
  {
    /** Made by the client: sending it twice sends it once. */
    id: uuid().primaryKey(),
    schoolId: uuid('school_id')
      .notNull()
      .references(() => schools.id),
    /** Name of the cohort that it went to, as it was then; null: all students of the school. */
    cohort: text(),
    subject: text().notNull(),
    text: text().notNull(),
    /** An account, which may be deleted since. */
    sentBy: uuid('sent_by').notNull(),
    sentAt: moment('sent_at').notNull()
  },
  (t) => [index('announcements_school').on(t.schoolId, t.sentAt)]
);

/** Whom it reaches: one letter each, and a place in the app. */
export const announcementDeliveries = pgTable(
  'announcement_deliveries',
  {
    announcementId: uuid('announcement_id')
      .notNull()
      .references(() => announcements.id, { onDelete: 'cascade' }),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    state: text({ enum: deliveryStates }).notNull().default('waiting'),
    /** Where the letter went, or was refused. */
    email: text(),
    /** How often the mail server did not take it. */
    tries: integer().notNull().default(0),
    /** When it was taken, or given up. */
    settledAt: moment('settled_at'),
    /** When the student read it in the app. */
    readAt: moment('read_at')
  },
  (t) => [
    primaryKey({ columns: [t.announcementId, t.accountId] }),
    index('announcement_deliveries_account').on(t.accountId),
    check(
      'announcement_deliveries_settled',
      sql`(${t.state} = 'waiting') = (${t.settledAt} is null)`
    )
  ]
);
