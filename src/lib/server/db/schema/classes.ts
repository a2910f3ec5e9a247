/** Meetings of classes and in clinic, and who was there. */
import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid
} from 'drizzle-orm/pg-core';
import { moment } from './columns';
import { ofRecord, schoolId } from './records';
import { marks, meetingModes } from '../../../domain/attendance';

/** A meeting of a class or in clinic. */
export const classMeetings = pgTable(
  'class_meetings',
  {
    schoolId: schoolId(),
    id: uuid().notNull(),
    /** A cohort, which may be gone since, and what it was called. */
    cohortId: uuid('cohort_id').notNull(),
    cohortName: text('cohort_name').notNull(),
    title: text().notNull(),
    subject: text(),
    mode: text({ enum: meetingModes }).notNull(),
    startsAt: moment('starts_at').notNull(),
    endsAt: moment('ends_at').notNull(),
    breakMinutes: smallint('break_minutes').notNull(),
    room: text().notNull(),
    /** The codes that are shown in class are made with it; it never leaves the server. */
    codeKey: text('code_key').notNull(),
    createdBy: uuid('created_by').notNull(),
    createdAt: moment('created_at').notNull(),
    cancelledAt: moment('cancelled_at')
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    index('class_meetings_time').on(t.schoolId, t.startsAt),
    check('class_meetings_order', sql`${t.endsAt} > ${t.startsAt}`)
  ]
);

/** Who was there: of the rows of a student at a meeting the newest counts. Rows are added only. */
export const attendances = pgTable(
  'attendances',
  {
    schoolId: schoolId(),
    id: uuid().notNull(),
    meetingId: uuid('meeting_id').notNull(),
    recordId: uuid('record_id').notNull(),
    mark: text({ enum: marks }).notNull(),
    lateMinutes: smallint('late_minutes').notNull(),
    leftMinutes: smallint('left_minutes').notNull(),
    source: text({ enum: ['staff', 'code'] }).notNull(),
    /** The one that it takes the place of; null for the first. */
    replaces: uuid(),
    actorId: uuid('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    reason: text().notNull(),
    at: moment('at').notNull()
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    // Of one row there is one successor, and of a student at a meeting one first.
    unique('attendances_chain')
      .on(t.schoolId, t.meetingId, t.recordId, t.replaces)
      .nullsNotDistinct(),
    foreignKey({
      name: 'attendances_meeting',
      columns: [t.schoolId, t.meetingId],
      foreignColumns: [classMeetings.schoolId, classMeetings.id]
    }),
    ofRecord('attendances_record', t),
    index('attendances_student').on(t.schoolId, t.recordId)
  ]
);
