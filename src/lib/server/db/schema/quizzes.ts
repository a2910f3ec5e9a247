import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid
} from 'drizzle-orm/pg-core';
import { accounts, schools } from './accounts';
import { moment } from './columns';
import { items, itemVersions } from './content';
import { confidences } from '../../../domain/answer';
import type { QuizRules } from '../../../domain/quiz';
import { reasonIds, reportOutcomes } from '../../../domain/reasons';
import type { Seen } from '../../../domain/report';

export const quizzes = pgTable(
  'quizzes',
  {
    /** A UUID, or the name of a practice exam. */
    id: text().primaryKey(),
    /** Null for the practice exams, which are everybody's. */
    schoolId: uuid('school_id').references(() => schools.id),
    rules: jsonb().$type<QuizRules>().notNull(),
    /** Since when results may be told, where the rules leave that to staff. */
    releasedAt: moment('released_at'),
    archivedAt: moment('archived_at'),
    createdAt: moment('created_at').notNull()
  },
  (t) => [index('quizzes_school').on(t.schoolId)]
);

/** What one learner is granted beyond the rules of a quiz. */
export const quizAllowances = pgTable(
  'quiz_allowances',
  {
    quizId: text('quiz_id')
      .notNull()
      .references(() => quizzes.id),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    extraMinutes: integer('extra_minutes').notNull(),
    extraAttempts: integer('extra_attempts').notNull()
  },
  (t) => [primaryKey({ columns: [t.quizId, t.accountId] })]
);

export const attempts = pgTable(
  'attempts',
  {
    id: uuid().primaryKey(),
    quizId: text('quiz_id')
      .notNull()
      .references(() => quizzes.id),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    /** 1 for the first of this learner at this quiz. */
    number: integer().notNull(),
    /** By staff, to see what students see: counts nowhere. */
    trial: boolean().notNull(),
    /** As they were at the start. */
    rules: jsonb().$type<QuizRules>().notNull(),
    startedAt: moment('started_at').notNull(),
    deadlineAt: moment('deadline_at'),
    finishedAt: moment('finished_at'),
    endedBy: text('ended_by', { enum: ['learner', 'time'] }),
    /** Derived from its answers; see `outcome` in the domain. */
    score: doublePrecision(),
    passed: boolean(),
    /** When that was known for the first time. */
    scoredAt: moment('scored_at'),
    /** When its answers entered the log: until then its questions are held back elsewhere. */
    loggedAt: moment('logged_at')
  },
  (t) => [
    uniqueIndex('attempts_one_open')
      .on(t.quizId, t.accountId)
      .where(sql`finished_at is null`),
    uniqueIndex('attempts_number').on(t.quizId, t.accountId, t.number),
    index('attempts_account').on(t.accountId),
    index('attempts_held')
      .on(t.accountId)
      .where(sql`logged_at is null`),
    index('attempts_unlogged')
      .on(t.deadlineAt)
      .where(sql`logged_at is null`),
    check('attempts_score', sql`${t.score} between 0 and 1`)
  ]
);

/** The questions of an attempt in their order, each in the version that is asked. */
export const attemptItems = pgTable(
  'attempt_items',
  {
    attemptId: uuid('attempt_id')
      .notNull()
      .references(() => attempts.id, { onDelete: 'cascade' }),
    /** From 0 on. */
    position: integer().notNull(),
    itemId: text('item_id').notNull(),
    itemVersion: integer('item_version').notNull(),
    /** The answer that counts, known from the end of the attempt on; null where none was given. */
    answerId: uuid('answer_id'),
    /** Derived: what that answer is worth, corrections included; null while it is to be graded. */
    score: doublePrecision(),
    dropped: boolean().notNull().default(false)
  },
  (t) => [
    primaryKey({ columns: [t.attemptId, t.position] }),
    uniqueIndex('attempt_items_once').on(t.attemptId, t.itemId),
    index('attempt_items_version').on(t.itemId, t.itemVersion),
    index('attempt_items_ungraded')
      .on(t.attemptId)
      .where(sql`score is null and answer_id is not null`),
    foreignKey({
      columns: [t.itemId, t.itemVersion],
      foreignColumns: [itemVersions.itemId, itemVersions.version]
    }),
    check('attempt_items_score', sql`${t.score} between 0 and 1`)
  ]
);

/**
 * What was answered, as it was given. Rows are added, never changed (a trigger holds that): the
 * newest to a question counts, and enters the log of answers once its result may be known.
 */
export const attemptAnswers = pgTable(
  'attempt_answers',
  {
    /** UUIDv7 made by the client; the id in the log of answers later. */
    id: uuid().primaryKey(),
    attemptId: uuid('attempt_id').notNull(),
    position: integer().notNull(),
    response: jsonb().notNull(),
    givenAt: moment('given_at').notNull(),
    receivedAt: moment('received_at').notNull(),
    latencyMs: integer('latency_ms').notNull(),
    confidence: text({ enum: confidences }),
    /** Counts as given: there is no other after it. */
    final: boolean().notNull()
  },
  (t) => [
    foreignKey({
      columns: [t.attemptId, t.position],
      foreignColumns: [attemptItems.attemptId, attemptItems.position]
    }).onDelete('cascade'),
    index('attempt_answers_newest').on(t.attemptId, t.position, t.givenAt),
    uniqueIndex('attempt_answers_final')
      .on(t.attemptId, t.position)
      .where(sql`final`)
  ]
);

/** An instructor's grading of a written note. Rows are added; the newest counts. */
export const noteGradings = pgTable(
  'note_gradings',
  {
    id: uuid().primaryKey(),
    answerId: uuid('answer_id')
      .notNull()
      .references(() => attemptAnswers.id, { onDelete: 'cascade' }),
    /** An account, which may be deleted since: a row that is never changed outlives it. */
    graderId: uuid('grader_id').notNull(),
    /** Points by criterion. */
    points: jsonb().$type<Record<string, number>>().notNull(),
    comment: text().notNull(),
    gradedAt: moment('graded_at').notNull()
  },
  (t) => [
    index('note_gradings_answer').on(t.answerId, t.gradedAt),
    index('note_gradings_grader').on(t.graderId, t.gradedAt)
  ]
);

/** A student's doubt about a question, and what became of it. */
export const reports = pgTable(
  'reports',
  {
    id: uuid().primaryKey(),
    schoolId: uuid('school_id')
      .notNull()
      .references(() => schools.id),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    itemId: text('item_id')
      .notNull()
      .references(() => items.id),
    itemVersion: integer('item_version').notNull(),
    reason: text({ enum: reasonIds }).notNull(),
    comment: text().notNull(),
    /** As it was seen: order of options, and what was answered. */
    seen: jsonb().$type<Seen>().notNull(),
    createdAt: moment('created_at').notNull(),
    outcome: text({ enum: reportOutcomes }),
    reply: text(),
    resolvedBy: uuid('resolved_by').references(() => accounts.id, { onDelete: 'set null' }),
    resolvedAt: moment('resolved_at'),
    /** When the student saw the outcome. */
    readAt: moment('read_at')
  },
  (t) => [
    index('reports_open')
      .on(t.schoolId, t.createdAt)
      .where(sql`outcome is null`),
    index('reports_account').on(t.accountId, t.createdAt),
    uniqueIndex('reports_one_open')
      .on(t.accountId, t.itemId, t.itemVersion)
      .where(sql`outcome is null`),
    foreignKey({
      columns: [t.itemId, t.itemVersion],
      foreignColumns: [itemVersions.itemId, itemVersions.version]
    })
  ]
);
