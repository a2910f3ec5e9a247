/**
 * How each student stands, for the tables in which staff look at a thousand at once. All of it is
 * derived: a job reckons it anew from the logs, and `as_of` says when that was. It goes with the
 * membership, as what a school may see of somebody does.
 */
import { sql } from 'drizzle-orm';
import {
  check,
  doublePrecision,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid
} from 'drizzle-orm/pg-core';
import { members } from './accounts';
import { moment } from './columns';
import type { Reason, RiskKind } from '../../../domain/at-risk';

export const standings = pgTable(
  'standings',
  {
    schoolId: uuid('school_id').notNull(),
    accountId: uuid('account_id').notNull(),
    asOf: moment('as_of').notNull(),
    /** The last study day on which anything was answered or finished. */
    lastDay: integer('last_day'),
    /** Questions ever answered; mean recall of them; how many have been due for long. */
    questions: integer().notNull(),
    recall: doublePrecision(),
    overdue: integer().notNull(),
    /** Assignments that are not done: not yet due, and late; by how many days the oldest is. */
    open: integer().notNull(),
    late: integer().notNull(),
    lateDays: integer('late_days'),
    /** Clock hours of the ledger; null where the school counts none. */
    hours: doublePrecision(),
    /** What the plan of the program had foreseen until now. */
    scheduled: doublePrecision(),
    /** Share of the exam's questions, as `domain/readiness.ts` has it; null where too little is known. */
    readiness: doublePrecision(),
    low: doublePrecision(),
    high: doublePrecision(),
    /** Which share of the exam can be told of at all. */
    covers: doublePrecision().notNull(),
    risks: text().array().$type<RiskKind[]>().notNull(),
    reasons: jsonb().$type<Reason[]>().notNull(),
    /** How many lessons of each course are complete, by its slug or id. */
    lessons: jsonb().$type<Record<string, number>>().notNull(),
    /** How far each lesson of a course is, a sign a lesson; see `standing-lessons.ts`. */
    states: jsonb().$type<Record<string, string>>().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.accountId] }),
    foreignKey({
      name: 'standings_member',
      columns: [t.schoolId, t.accountId],
      foreignColumns: [members.schoolId, members.accountId]
    }).onDelete('cascade'),
    check('standings_readiness', sql`${t.low} <= ${t.readiness} and ${t.readiness} <= ${t.high}`)
  ]
);

/** The same by area of the exam's outline. */
export const areaStandings = pgTable(
  'area_standings',
  {
    schoolId: uuid('school_id').notNull(),
    accountId: uuid('account_id').notNull(),
    area: text().notNull(),
    /** Questions that may be asked of it. */
    items: integer().notNull(),
    /** First answers without a hint: of too few nothing is said, and the rest is null. */
    first: integer().notNull(),
    /** The estimate, and its bounds. */
    share: doublePrecision(),
    sampling: doublePrecision(),
    modelled: doublePrecision(),
    low: doublePrecision(),
    high: doublePrecision()
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.accountId, t.area] }),
    foreignKey({
      name: 'area_standings_student',
      columns: [t.schoolId, t.accountId],
      foreignColumns: [standings.schoolId, standings.accountId]
    }).onDelete('cascade')
  ]
);
