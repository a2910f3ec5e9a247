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
import { assignmentKinds, type Practice } from '../../../domain/assignment';

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
    subject: jsonb().$type<Practice>().notNull(),
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

/** Whom it was assigned to. What they have done of it follows from the log of answers. */
export const assignmentStudents = pgTable(
  'assignment_students',
  {
    schoolId: uuid('school_id').notNull(),
    assignmentId: uuid('assignment_id').notNull(),
    /** Stays when the student leaves the school: lists of staff ask for members. */
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    /** The student's own, the weakest first. */
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
    check('assignment_students_items', sql`cardinality(${t.items}) > 0`),
    check('assignment_students_recall', sql`${t.recall} between 0 and 1`)
  ]
);
