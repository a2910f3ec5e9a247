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
  smallint,
  text,
  uniqueIndex,
  uuid
} from 'drizzle-orm/pg-core';
import { schools } from './accounts';
import { answers } from './answers';
import { moment } from './columns';
import { itemVersions } from './content';
import { noteGradings } from './quizzes';
import { policies } from '../../../domain/correction';

/** A mended question: how answers to one version are graded since. Rows are added, never changed. */
export const corrections = pgTable(
  'corrections',
  {
    id: uuid().primaryKey(),
    /** Whose answers it holds for. */
    schoolId: uuid('school_id')
      .notNull()
      .references(() => schools.id),
    itemId: text('item_id').notNull(),
    fromVersion: integer('from_version').notNull(),
    toVersion: integer('to_version').notNull(),
    policy: text({ enum: policies }).notNull(),
    /** Whether a score may only rise. */
    neverLower: boolean('never_lower').notNull(),
    appliedAt: moment('applied_at').notNull()
  },
  (t) => [
    index('corrections_item').on(t.itemId, t.fromVersion),
    foreignKey({
      columns: [t.itemId, t.fromVersion],
      foreignColumns: [itemVersions.itemId, itemVersions.version]
    }),
    foreignKey({
      columns: [t.itemId, t.toVersion],
      foreignColumns: [itemVersions.itemId, itemVersions.version]
    })
  ]
);

/**
 * What a correction, or another grading of a note, made of an answer in the log; of several the
 * newest counts.
 */
export const answerRegrades = pgTable(
  'answer_regrades',
  {
    answerId: uuid('answer_id')
      .notNull()
      .references(() => answers.id, { onDelete: 'cascade' }),
    correctionId: uuid('correction_id').references(() => corrections.id),
    gradingId: uuid('grading_id').references(() => noteGradings.id, { onDelete: 'cascade' }),
    /** Null: the answer no longer counts, neither in scores nor for memory. */
    score: doublePrecision(),
    rating: smallint(),
    regradedAt: moment('regraded_at').notNull()
  },
  (t) => [
    uniqueIndex('answer_regrades_correction').on(t.answerId, t.correctionId),
    uniqueIndex('answer_regrades_grading').on(t.answerId, t.gradingId),
    check('answer_regrades_one_cause', sql`num_nonnulls(${t.correctionId}, ${t.gradingId}) = 1`),
    check('answer_regrades_score', sql`${t.score} between 0 and 1`),
    check('answer_regrades_rating', sql`${t.rating} between 1 and 4`),
    check('answer_regrades_both', sql`(${t.score} is null) = (${t.rating} is null)`)
  ]
);

/** Who did what to whose record, and why. Rows are added, never changed. */
export const audit = pgTable(
  'audit',
  {
    id: uuid().primaryKey(),
    schoolId: uuid('school_id')
      .notNull()
      .references(() => schools.id),
    /** An account, which may be deleted since: a row of the audit outlives it. */
    actorId: uuid('actor_id').notNull(),
    action: text().notNull(),
    /** What it was done to, by id. */
    subject: jsonb().notNull(),
    reason: text().notNull(),
    at: moment('at').notNull()
  },
  (t) => [index('audit_school').on(t.schoolId, t.at)]
);
