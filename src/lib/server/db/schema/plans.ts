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
  smallint,
  text,
  unique,
  uuid
} from 'drizzle-orm/pg-core';
import { accounts, members, schools } from './accounts';
import { moment } from './columns';
import { items } from './content';
import { markKinds, type Paces } from '../../../domain/plan';

/** How a learner wants to study; who has no row has the defaults of `plan.ts`. */
export const plans = pgTable(
  'plans',
  {
    accountId: uuid('account_id')
      .primaryKey()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    /** Study days, as in `answers`. */
    examDay: integer('exam_day'),
    /** Null: chosen by us. */
    targetRecall: doublePrecision('target_recall'),
    dailyMinutes: integer('daily_minutes').notNull(),
    /** ISO weekdays, Monday is 1. */
    easyDays: smallint('easy_days').array().notNull(),
    /** The first and the last day of a holiday. */
    pausedFrom: integer('paused_from'),
    pausedUntil: integer('paused_until'),
    /** The hour of the learner's day at which to be reminded; null: never. */
    remindHour: smallint('remind_hour'),
    /** The last day for which a reminder was seen to. */
    remindedDay: integer('reminded_day')
  },
  (t) => [
    check('plans_target', sql`${t.targetRecall} between 0.7 and 0.97`),
    check('plans_minutes', sql`${t.dailyMinutes} between 5 and 240`),
    check('plans_pause', sql`(${t.pausedFrom} is null) = (${t.pausedUntil} is null)`),
    check('plans_pause_order', sql`${t.pausedUntil} >= ${t.pausedFrom}`),
    check('plans_hour', sql`${t.remindHour} between 0 and 23`),
    index('plans_reminders')
      .on(t.remindHour)
      .where(sql`remind_hour is not null`)
  ]
);

/** What was learned about a learner overnight; who has no row has the defaults. */
export const tunings = pgTable('tunings', {
  accountId: uuid('account_id')
    .primaryKey()
    .references(() => accounts.id, { onDelete: 'cascade' }),
  /** Of the weights that the next answers are scheduled by. */
  weightsVersion: integer('weights_version').notNull(),
  /** By type of item, the ms that the fastest fifth of the learner's right answers take at most. */
  paces: jsonb().$type<Paces>().notNull()
});

/** Weights fitted to answers. Rows are added, never changed: answers point to their version. */
export const fits = pgTable(
  'fits',
  {
    /** From 2 on: 1 are the defaults of FSRS-6. */
    version: integer().primaryKey().generatedAlwaysAsIdentity({ startWith: 2 }),
    scope: text({ enum: ['platform', 'cohort', 'account'] }).notNull(),
    cohortId: uuid('cohort_id').references(() => cohorts.id, { onDelete: 'set null' }),
    accountId: uuid('account_id').references(() => accounts.id, { onDelete: 'cascade' }),
    weights: doublePrecision().array().notNull(),
    /** Answers that it was fitted to, and later ones that it was judged by. */
    trainedOn: integer('trained_on').notNull(),
    testedOn: integer('tested_on').notNull(),
    logLoss: doublePrecision('log_loss').notNull(),
    /** Of the weights that were in force, on the same answers. */
    logLossBefore: doublePrecision('log_loss_before').notNull(),
    madeAt: moment('made_at').notNull()
  },
  (t) => [
    index('fits_account').on(t.accountId),
    index('fits_cohort').on(t.cohortId),
    check('fits_weights', sql`cardinality(${t.weights}) = 21`),
    check('fits_better', sql`${t.logLoss} < ${t.logLossBefore}`)
  ]
);

/** What a learner has set aside. */
export const cardMarks = pgTable(
  'card_marks',
  {
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    itemId: text('item_id')
      .notNull()
      .references(() => items.id),
    kind: text({ enum: markKinds }).notNull(),
    /** Of what is buried: the study day on which it comes back. */
    untilDay: integer('until_day'),
    at: moment('at').notNull()
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.itemId] }),
    check('card_marks_until', sql`(${t.kind} = 'buried') = (${t.untilDay} is not null)`)
  ]
);

/** Students of a school who learn together, perhaps toward one exam. */
export const cohorts = pgTable(
  'cohorts',
  {
    id: uuid().primaryKey(),
    schoolId: uuid('school_id')
      .notNull()
      .references(() => schools.id),
    name: text().notNull(),
    examDay: integer('exam_day'),
    createdAt: moment('created_at').notNull()
  },
  (t) => [
    unique('cohorts_name').on(t.schoolId, t.name),
    unique('cohorts_school').on(t.schoolId, t.id)
  ]
);

export const cohortMembers = pgTable(
  'cohort_members',
  {
    schoolId: uuid('school_id').notNull(),
    cohortId: uuid('cohort_id').notNull(),
    accountId: uuid('account_id').notNull()
  },
  (t) => [
    primaryKey({ columns: [t.cohortId, t.accountId] }),
    foreignKey({
      name: 'cohort_members_cohort',
      columns: [t.schoolId, t.cohortId],
      foreignColumns: [cohorts.schoolId, cohorts.id]
    }).onDelete('cascade'),
    foreignKey({
      name: 'cohort_members_member',
      columns: [t.schoolId, t.accountId],
      foreignColumns: [members.schoolId, members.accountId]
    }).onDelete('cascade'),
    index('cohort_members_account').on(t.accountId)
  ]
);
