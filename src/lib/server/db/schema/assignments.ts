import { sql } from 'drizzle-orm';
import {
  check,
  doublePrecision,
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
import { accounts, schools } from './accounts';
import { moment } from './columns';
import { cohorts } from './plans';
import { memberRecords } from './membership';
import { assignmentKinds, type Subject } from '../../../domain/assignment';

/** What staff ask of students of their school. */
export const assignments = pgTable(
  'assignments',
  {
    /** Made by the client: sending it twice assigns it once. */
    id: uuid().primaryKey(),
    schoolId: uuid('school_id')
      .notNull()
      .references(() => schools.id),
    kind: text({ enum: assignmentKinds }).notNull(),
    /** As it was called when it was assigned. */
    title: text().notNull(),
    /** What is asked, by its kind. */
    subject: jsonb().$type<Subject>().notNull(),
    /** A study day, each student's own: that day counts still. */
    dueDay: integer('due_day').notNull(),
    /** An account, which may be deleted since. */
    createdBy: uuid('created_by').notNull(),
    createdAt: moment('created_at').notNull(),
    withdrawnAt: moment('withdrawn_at')
  },
  (t) => [
    unique('assignments_of_school').on(t.schoolId, t.id),
    index('assignments_school').on(t.schoolId, t.createdAt)
  ]
);

/**
 * To whom by name, and whose questions were chosen; whole cohorts are in `assignment_cohorts`, and
 * the view `assigned` has both. What they have done of it follows from the log of answers. */
export const assignmentStudents = pgTable(
  'assignment_students',
  {
    schoolId: uuid('school_id').notNull(),
    assignmentId: uuid('assignment_id').notNull(),
    /** Stays when the student leaves the school: lists of staff ask for members. */
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    /** Of a practice: the student's own, the weakest first. */
    items: text().array().notNull(),
    /** Mean recall of the topic at that time, 0 to 1; null where it was too little to say. */
    recall: doublePrecision()
  },
  (t) => [
    primaryKey({ columns: [t.assignmentId, t.accountId] }),
    foreignKey({
      name: 'assignment_students_assignment',
      columns: [t.schoolId, t.assignmentId],
      foreignColumns: [assignments.schoolId, assignments.id]
    }).onDelete('cascade'),
    index('assignment_students_account').on(t.accountId),
    check('assignment_students_recall', sql`${t.recall} between 0 and 1`)
  ]
);

/** Cohorts that it is for: whoever comes into one has it too, and whoever leaves has it no more. */
export const assignmentCohorts = pgTable(
  'assignment_cohorts',
  {
    schoolId: uuid('school_id').notNull(),
    assignmentId: uuid('assignment_id').notNull(),
    cohortId: uuid('cohort_id').notNull()
  },
  (t) => [
    primaryKey({ columns: [t.assignmentId, t.cohortId] }),
    foreignKey({
      name: 'assignment_cohorts_assignment',
      columns: [t.schoolId, t.assignmentId],
      foreignColumns: [assignments.schoolId, assignments.id]
    }).onDelete('cascade'),
    foreignKey({
      name: 'assignment_cohorts_cohort',
      columns: [t.schoolId, t.cohortId],
      foreignColumns: [cohorts.schoolId, cohorts.id]
    }).onDelete('cascade'),
    index('assignment_cohorts_cohort').on(t.cohortId)
  ]
);

/** Another last day for one student. Rows are added, never changed; the newest counts. */
export const assignmentExtensions = pgTable(
  'assignment_extensions',
  {
    /** Made by the client: sending it twice extends once. */
    id: uuid().primaryKey(),
    schoolId: uuid('school_id').notNull(),
    assignmentId: uuid('assignment_id').notNull(),
    recordId: uuid('record_id').notNull(),
    dueDay: integer('due_day').notNull(),
    /** An account, which may be deleted since. */
    actorId: uuid('actor_id').notNull(),
    reason: text().notNull(),
    at: moment('at').notNull()
  },
  (t) => [
    foreignKey({
      name: 'assignment_extensions_assignment',
      columns: [t.schoolId, t.assignmentId],
      foreignColumns: [assignments.schoolId, assignments.id]
    }),
    foreignKey({
      name: 'assignment_extensions_record',
      columns: [t.schoolId, t.recordId],
      foreignColumns: [memberRecords.schoolId, memberRecords.id]
    }),
    index('assignment_extensions_student').on(t.assignmentId, t.recordId, t.at)
  ]
);

/** That a goal of recall was reached: once is enough, though it fades again. */
export const assignmentGoals = pgTable(
  'assignment_goals',
  {
    schoolId: uuid('school_id').notNull(),
    assignmentId: uuid('assignment_id').notNull(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    recall: doublePrecision().notNull(),
    reachedAt: moment('reached_at').notNull()
  },
  (t) => [
    primaryKey({ columns: [t.assignmentId, t.accountId] }),
    foreignKey({
      name: 'assignment_goals_assignment',
      columns: [t.schoolId, t.assignmentId],
      foreignColumns: [assignments.schoolId, assignments.id]
    }).onDelete('cascade'),
    check('assignment_goals_recall', sql`${t.recall} between 0 and 1`)
  ]
);

/** That all of an assignment was done: noted once, and told, though an answer be taken back since. */
export const finishedAssignments = pgTable(
  'finished_assignments',
  {
    schoolId: uuid('school_id').notNull(),
    assignmentId: uuid('assignment_id').notNull(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    /** When the last of it was done, or when it was assigned, if that was later. */
    doneAt: moment('done_at').notNull(),
    notedAt: moment('noted_at').notNull()
  },
  (t) => [
    primaryKey({ columns: [t.assignmentId, t.accountId] }),
    foreignKey({
      name: 'finished_assignments_assignment',
      columns: [t.schoolId, t.assignmentId],
      foreignColumns: [assignments.schoolId, assignments.id]
    }).onDelete('cascade')
  ]
);

/** Calendars that other programs read, each at an address that nobody can guess. */
export const calendarFeeds = pgTable(
  'calendar_feeds',
  {
    /** SHA-256 of the token in the address. */
    hash: text().primaryKey(),
    /** Whose it is; a cohort's is read as long as its owner may see the cohort. */
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    schoolId: uuid('school_id'),
    /** Null: what is the account's own to do. */
    cohortId: uuid('cohort_id'),
    createdAt: moment('created_at').notNull()
  },
  (t) => [
    foreignKey({
      name: 'calendar_feeds_cohort',
      columns: [t.schoolId, t.cohortId],
      foreignColumns: [cohorts.schoolId, cohorts.id]
    }).onDelete('cascade'),
    unique('calendar_feeds_one').on(t.accountId, t.cohortId).nullsNotDistinct(),
    check('calendar_feeds_cohort_of', sql`(${t.schoolId} is null) = (${t.cohortId} is null)`)
  ]
);
