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
  smallint,
  text,
  uuid
} from 'drizzle-orm/pg-core';
import { accounts } from './accounts';
import { moment } from './columns';
import { items, itemVersions, lessons } from './content';
import { confidences, contexts } from '../../../domain/answer';

/** The log: every answer ever given. Rows are added, never changed (a trigger holds that). */
export const answers = pgTable(
  'answers',
  {
    /** UUIDv7 made by the client: sending an answer twice records it once. */
    id: uuid().primaryKey(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    itemId: text('item_id').notNull(),
    itemVersion: integer('item_version').notNull(),
    context: text({ enum: contexts }).notNull(),
    response: jsonb().notNull(),
    score: doublePrecision().notNull(),
    correct: boolean().notNull(),
    answeredAt: moment('answered_at').notNull(),
    receivedAt: moment('received_at').notNull(),
    /** Days since 1970-01-01 in the learner's zone, each beginning at 04:00. */
    studyDay: integer('study_day').notNull(),
    latencyMs: integer('latency_ms').notNull(),
    confidence: text({ enum: confidences }),
    hint: boolean().notNull(),
    /** How many options a blind guess chooses among; null where one cannot guess. */
    optionCount: integer('option_count'),
    /** Among the fastest fifth of the learner's right answers to its type, as known then. */
    quick: boolean().notNull().default(false),
    /** The recall, 0 to 1, that we foretold; null where it was new or seen that day already. */
    predicted: doublePrecision(),
    /** Derived, with the versions it was derived by, so that another mapping can be replayed. */
    rating: smallint().notNull(),
    mapperVersion: smallint('mapper_version').notNull(),
    weightsVersion: integer('weights_version').notNull()
  },
  (t) => [
    foreignKey({
      columns: [t.itemId, t.itemVersion],
      foreignColumns: [itemVersions.itemId, itemVersions.version]
    }),
    index('answers_card').on(t.accountId, t.itemId, t.answeredAt),
    index('answers_day').on(t.accountId, t.studyDay),
    index('answers_wrong')
      .on(t.accountId, t.studyDay)
      .where(sql`score < 1`),
    check('answers_score', sql`${t.score} between 0 and 1`),
    check('answers_rating', sql`${t.rating} between 1 and 4`),
    check('answers_predicted', sql`${t.predicted} between 0 and 1`),
    check('answers_latency', sql`${t.latencyMs} >= 0`)
  ]
);

/** An answer taken back: a row of its own, because the log is never changed. */
export const answerUndos = pgTable('answer_undos', {
  answerId: uuid('answer_id')
    .primaryKey()
    .references(() => answers.id, { onDelete: 'cascade' }),
  undoneAt: moment('undone_at').notNull()
});

/** One learner's memory of one item: derived from the log, rebuilt by `npm run replay`. */
export const cards = pgTable(
  'cards',
  {
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    itemId: text('item_id')
      .notNull()
      .references(() => items.id),
    stability: doublePrecision().notNull(),
    difficulty: doublePrecision().notNull(),
    /** Study days, as in `answers`. */
    firstDay: integer('first_day').notNull(),
    lastDay: integer('last_day').notNull(),
    dueDay: integer('due_day').notNull(),
    reps: integer().notNull(),
    lapses: integer().notNull(),
    /** Of the weights that the state follows: those of the newest answer. */
    weightsVersion: integer('weights_version').notNull().default(1),
    /** The newest answer, and the time by which a late one is recognised. */
    lastAnswerId: uuid('last_answer_id').notNull(),
    lastAnsweredAt: moment('last_answered_at').notNull(),
    /** Another with every write: a write that expected a former one is tried again. */
    revision: uuid().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.itemId] }),
    index('cards_due').on(t.accountId, t.dueDay),
    // NaN sorts above every number in PostgreSQL, so the upper bounds refuse it.
    check('cards_stability', sql`${t.stability} > 0 and ${t.stability} <= 36500`),
    check('cards_difficulty', sql`${t.difficulty} between 1 and 10`),
    check('cards_due_after_last', sql`${t.dueDay} >= ${t.lastDay}`)
  ]
);

export const completions = pgTable(
  'completions',
  {
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    lessonId: text('lesson_id')
      .notNull()
      .references(() => lessons.id),
    completedAt: moment('completed_at').notNull()
  },
  (t) => [primaryKey({ columns: [t.accountId, t.lessonId] })]
);
