/** Hours of students: how they are counted, the ledger, and what its lines rest on. */
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
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
import { classMeetings } from './classes';
import { moment } from './columns';
import { ofRecord, schoolId } from './records';
import { pageKinds, type SignalKind } from '../../../domain/engagement';
import { entryKinds, entrySources, modes } from '../../../domain/hours';

/** How a school counts hours; one that has no row counts none. */
export const hourSettings = pgTable(
  'hour_settings',
  {
    schoolId: schoolId().primaryKey(),
    /** Whether time online is counted at all. */
    online: boolean().notNull(),
    idleMinutes: smallint('idle_minutes').notNull(),
    minutesPerHour: smallint('minutes_per_hour').notNull(),
    /** Whether staff may enter hours by hand. */
    manual: boolean().notNull(),
    changedAt: moment('changed_at').notNull()
  },
  (t) => [
    check('hour_settings_idle', sql`${t.idleMinutes} between 1 and 15`),
    check('hour_settings_hour', sql`${t.minutesPerHour} between 50 and 60`)
  ]
);

/**
 * Stretches of time on a page, as a tab has claimed them by the signs of somebody being there. Tabs
 * and devices overlap here; the ledger has each moment once. Rows are added, never changed.
 */
export const intervals = pgTable(
  'intervals',
  {
    schoolId: schoolId(),
    recordId: uuid('record_id').notNull(),
    /** Made by the tab: what is sent twice counts once. */
    batchId: uuid('batch_id').notNull(),
    /** Its place among the stretches of the batch. */
    number: smallint().notNull(),
    device: uuid().notNull(),
    page: text({ enum: pageKinds }).notNull(),
    /** Null for what is about many lessons; kept when the lesson is gone. */
    lessonId: text('lesson_id'),
    startsAt: moment('starts_at').notNull(),
    endsAt: moment('ends_at').notNull(),
    /** How many signs of each kind. */
    signals: jsonb().$type<Partial<Record<SignalKind, number>>>().notNull(),
    /** Answers that the log had from that time when it came in. */
    answers: uuid().array().notNull(),
    /** Idle time before it within the batch, which does not count. */
    idleMs: integer('idle_ms').notNull(),
    receivedAt: moment('received_at').notNull()
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.recordId, t.batchId, t.number] }),
    ofRecord('intervals_record', t),
    index('intervals_time').on(t.schoolId, t.recordId, t.startsAt),
    check('intervals_order', sql`${t.endsAt} > ${t.startsAt}`),
    check('intervals_past', sql`${t.endsAt} <= ${t.receivedAt}`)
  ]
);

/** What a line of the ledger rests on. */
export interface Evidence {
  /** Of time online: the claim, and which stretch of it. */
  batch?: string;
  number?: number;
  page?: string;
  lesson?: string | null;
  /** Of transferred hours: the other school, and the transcript. */
  from?: string;
  document?: string;
}

/** The ledger of hours. Rows are added, never changed (a trigger holds that). */
export const hourEntries = pgTable(
  'hour_entries',
  {
    schoolId: schoolId(),
    id: uuid().notNull(),
    recordId: uuid('record_id').notNull(),
    kind: text({ enum: entryKinds }).notNull(),
    mode: text({ enum: modes }).notNull(),
    subject: text(),
    /** When, where that is known. */
    startsAt: moment('starts_at'),
    endsAt: moment('ends_at'),
    /** Study day in the school's zone. */
    day: integer().notNull(),
    /** How long; below zero only in corrections. */
    ms: bigint({ mode: 'number' }).notNull(),
    source: text({ enum: entrySources }).notNull(),
    evidence: jsonb().$type<Evidence>().notNull(),
    meetingId: uuid('meeting_id'),
    /** The line that this one corrects. */
    corrects: uuid(),
    /** Null where nobody entered it: time online. An account may be deleted since. */
    actorId: uuid('actor_id'),
    actorName: text('actor_name'),
    reason: text().notNull(),
    at: moment('at').notNull()
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    unique('hour_entries_student').on(t.schoolId, t.recordId, t.id),
    ofRecord('hour_entries_record', t),
    foreignKey({
      name: 'hour_entries_corrected',
      columns: [t.schoolId, t.recordId, t.corrects],
      foreignColumns: [t.schoolId, t.recordId, t.id]
    }),
    foreignKey({
      name: 'hour_entries_meeting',
      columns: [t.schoolId, t.meetingId],
      foreignColumns: [classMeetings.schoolId, classMeetings.id]
    }),
    index('hour_entries_day').on(t.schoolId, t.recordId, t.day),
    index('hour_entries_corrects')
      .on(t.schoolId, t.recordId, t.corrects)
      .where(sql`corrects is not null`),
    check('hour_entries_correction', sql`(${t.kind} = 'correction') = (${t.corrects} is not null)`),
    check('hour_entries_amount', sql`${t.ms} <> 0 and (${t.ms} > 0 or ${t.kind} = 'correction')`),
    check('hour_entries_times', sql`num_nulls(${t.startsAt}, ${t.endsAt}) in (0, 2)`),
    // More than the time that passed is never given.
    check(
      'hour_entries_length',
      sql`${t.startsAt} is null or abs(${t.ms}) <= extract(epoch from ${t.endsAt} - ${t.startsAt}) * 1000`
    ),
    check('hour_entries_actor', sql`${t.source} = 'engagement' or ${t.actorId} is not null`),
    check(
      'hour_entries_reason',
      sql`${t.source} in ('engagement', 'attendance', 'code') or ${t.reason} <> ''`
    )
  ]
);
