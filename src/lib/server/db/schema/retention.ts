/** How long a school keeps what, of whom it must be kept longer, and what was removed. */
import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid
} from 'drizzle-orm/pg-core';
import { moment } from './columns';
import { ofRecord, schoolId } from './records';
import { retentionRules } from '../../../domain/retention';

/** A school that has no row removes nothing. Changes of it are in the audit. */
export const retentionSettings = pgTable(
  'retention_settings',
  {
    schoolId: schoolId().primaryKey(),
    /** Months after somebody has left; null: kept for good. */
    attendanceMonths: smallint('attendance_months'),
    quizMonths: smallint('quiz_months'),
    noteMonths: smallint('note_months'),
    /** The first study day, in the school's zone, on which something is removed; null: off. */
    onFromDay: integer('on_from_day'),
    changedAt: moment('changed_at').notNull()
  },
  (t) => [
    check('retention_settings_attendance', sql`${t.attendanceMonths} between 1 and 600`),
    check('retention_settings_quizzes', sql`${t.quizMonths} between 1 and 600`),
    check('retention_settings_notes', sql`${t.noteMonths} between 1 and 600`)
  ]
);

/** That nothing of a record may be removed, or may be again. Rows are added only. */
export const recordHolds = pgTable(
  'record_holds',
  {
    schoolId: schoolId(),
    /** Made by the client: sent twice, it counts once. */
    id: uuid().notNull(),
    recordId: uuid('record_id').notNull(),
    /** The hold that this row releases; null where it places one. */
    releases: uuid(),
    reason: text().notNull(),
    actorId: uuid('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    at: moment('at').notNull()
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    unique('record_holds_student').on(t.schoolId, t.recordId, t.id),
    unique('record_holds_released').on(t.schoolId, t.releases),
    ofRecord('record_holds_record', t),
    foreignKey({
      name: 'record_holds_releases',
      columns: [t.schoolId, t.recordId, t.releases],
      foreignColumns: [t.schoolId, t.recordId, t.id]
    })
  ]
);

/** What was removed of a record, by which rule. Rows are added only. */
export const disposals = pgTable(
  'disposals',
  {
    schoolId: schoolId(),
    id: uuid().notNull(),
    recordId: uuid('record_id').notNull(),
    rule: text({ enum: retentionRules }).notNull(),
    /** The rule as it was: months after the last day. */
    months: smallint().notNull(),
    leftDay: integer('left_day').notNull(),
    /** Rows by table. */
    counts: jsonb().$type<Record<string, number>>().notNull(),
    at: moment('at').notNull()
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    ofRecord('disposals_record', t),
    index('disposals_of_record').on(t.schoolId, t.recordId, t.rule),
    index('disposals_time').on(t.schoolId, t.at)
  ]
);
