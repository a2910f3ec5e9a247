import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid
} from 'drizzle-orm/pg-core';
import { accounts, members, schools } from './accounts';
import { moment } from './columns';
import { cohorts } from './plans';
import { roles } from '../../../domain/actor';
import { eventKinds, recordStates, type EventDetail } from '../../../domain/membership';

/**
 * What a school keeps of everybody who has ever belonged to it. It outlives both the membership and
 * the account: hours, completions and papers point here, by (`school_id`, `id`), never at an
 * account. With the account everything goes that is the person's own (answers, memory, sessions);
 * this row stays, with name, number and e-mail as they were, because a school must be able to show
 * what somebody has done there after they are gone (34 CFR 99 and 600.2; state law, such as 16 TAC
 * 117, decides for how long). A membership that is taken up again continues its record.
 */
export const memberRecords = pgTable(
  'member_records',
  {
    id: uuid().primaryKey(),
    schoolId: uuid('school_id')
      .notNull()
      .references(() => schools.id),
    /** Null once the account is deleted. */
    accountId: uuid('account_id').references(() => accounts.id, { onDelete: 'set null' }),
    /** The school's own number of the person, as its other systems know it. */
    number: text(),
    /** As the school writes it on papers: the account's at first, then the school's to correct. */
    name: text().notNull(),
    email: text().notNull(),
    /** What somebody is at the school, or was last. */
    role: text({ enum: roles }).notNull(),
    state: text({ enum: recordStates }).notNull().default('current'),
    /** Study days, as in `answers`: the first as a member, and once that is over the last. */
    joinedDay: integer('joined_day').notNull(),
    leftDay: integer('left_day'),
    /** Of the newest leave of absence: its first day and its last, if that is known. */
    leaveFrom: integer('leave_from'),
    leaveUntil: integer('leave_until')
  },
  (t) => [
    unique('member_records_school').on(t.schoolId, t.id),
    unique('member_records_account').on(t.schoolId, t.accountId),
    uniqueIndex('member_records_number')
      .on(t.schoolId, t.number)
      .where(sql`number is not null`),
    index('member_records_of_account').on(t.accountId),
    check('member_records_current', sql`${t.state} <> 'current' or ${t.accountId} is not null`),
    check('member_records_left', sql`(${t.state} = 'current') = (${t.leftDay} is null)`),
    check('member_records_leave', sql`${t.leaveUntil} >= ${t.leaveFrom}`)
  ]
);

/**
 * What happened to a membership, and who saw to it. Rows are added, never changed (a trigger holds
 * that): `members` and `member_records` say how it stands after the newest.
 */
export const memberEvents = pgTable(
  'member_events',
  {
    id: uuid().primaryKey(),
    schoolId: uuid('school_id').notNull(),
    recordId: uuid('record_id').notNull(),
    kind: text({ enum: eventKinds }).notNull(),
    /** The study day from which it counts, which may be before the day on which it was noted. */
    day: integer().notNull(),
    detail: jsonb().$type<EventDetail>().notNull(),
    /** An account, which may be deleted since. */
    actorId: uuid('actor_id').notNull(),
    reason: text().notNull(),
    at: moment('at').notNull()
  },
  (t) => [
    foreignKey({
      name: 'member_events_record',
      columns: [t.schoolId, t.recordId],
      foreignColumns: [memberRecords.schoolId, memberRecords.id]
    }),
    index('member_events_of_record').on(t.recordId, t.at)
  ]
);

/** The cohorts that a limited instructor teaches. */
export const staffCohorts = pgTable(
  'staff_cohorts',
  {
    schoolId: uuid('school_id').notNull(),
    accountId: uuid('account_id').notNull(),
    cohortId: uuid('cohort_id').notNull()
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.cohortId] }),
    foreignKey({
      name: 'staff_cohorts_member',
      columns: [t.schoolId, t.accountId],
      foreignColumns: [members.schoolId, members.accountId]
    }).onDelete('cascade'),
    foreignKey({
      name: 'staff_cohorts_cohort',
      columns: [t.schoolId, t.cohortId],
      foreignColumns: [cohorts.schoolId, cohorts.id]
    }).onDelete('cascade'),
    index('staff_cohorts_cohort').on(t.cohortId)
  ]
);

/** Somebody who was asked by letter to join; the letter holds the token, this row its SHA-256. */
export const invitations = pgTable(
  'invitations',
  {
    id: uuid().primaryKey(),
    schoolId: uuid('school_id')
      .notNull()
      .references(() => schools.id),
    tokenHash: text('token_hash').notNull().unique(),
    email: text().notNull(),
    /** From the school's roster; null where it was not told. */
    name: text(),
    number: text(),
    role: text({ enum: roles }).notNull(),
    cohortId: uuid('cohort_id').references(() => cohorts.id, { onDelete: 'set null' }),
    /** An account, which may be deleted since. */
    invitedBy: uuid('invited_by').notNull(),
    createdAt: moment('created_at').notNull(),
    sentAt: moment('sent_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    acceptedAt: moment('accepted_at'),
    revokedAt: moment('revoked_at')
  },
  (t) => [
    uniqueIndex('invitations_open')
      .on(t.schoolId, t.email)
      .where(sql`accepted_at is null and revoked_at is null`),
    index('invitations_school').on(t.schoolId, t.createdAt),
    check('invitations_end', sql`${t.acceptedAt} is null or ${t.revokedAt} is null`)
  ]
);

/** What a class types to join; shown in the open, so it makes students only. */
export const joinCodes = pgTable(
  'join_codes',
  {
    code: text().primaryKey(),
    schoolId: uuid('school_id')
      .notNull()
      .references(() => schools.id),
    cohortId: uuid('cohort_id').notNull(),
    uses: integer().notNull().default(0),
    /** How many may use it. */
    places: integer().notNull(),
    createdBy: uuid('created_by').notNull(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    closedAt: moment('closed_at')
  },
  (t) => [
    foreignKey({
      name: 'join_codes_cohort',
      columns: [t.schoolId, t.cohortId],
      foreignColumns: [cohorts.schoolId, cohorts.id]
    }).onDelete('cascade'),
    uniqueIndex('join_codes_open')
      .on(t.cohortId)
      .where(sql`closed_at is null`),
    check('join_codes_places', sql`${t.uses} between 0 and ${t.places}`)
  ]
);
