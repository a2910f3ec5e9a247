import { index, integer, numeric, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { quizzes } from './quizzes';

/**
 * Sums over first attempts at a quiz, from which its statistics follow. Derived: kept with each
 * finished attempt, rebuilt by `npm run replay`. Exact decimals, so that any order of adding gives
 * the same.
 */
export const itemStatistics = pgTable(
  'item_statistics',
  {
    quizId: text('quiz_id')
      .notNull()
      .references(() => quizzes.id),
    itemId: text('item_id').notNull(),
    itemVersion: integer('item_version').notNull(),
    n: integer().notNull(),
    /** Of the scores, of their squares. */
    score: numeric().notNull(),
    scoreSquare: numeric('score_square').notNull(),
    /** Of the mean score over the rest of the attempt, of its square, of its product with the score. */
    rest: numeric().notNull(),
    restSquare: numeric('rest_square').notNull(),
    product: numeric().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.quizId, t.itemId, t.itemVersion] }),
    index('item_statistics_item').on(t.itemId)
  ]
);

/** How often each part of an item (an option, an entry) was answered how, in first attempts. */
export const itemChoices = pgTable(
  'item_choices',
  {
    quizId: text('quiz_id')
      .notNull()
      .references(() => quizzes.id),
    itemId: text('item_id').notNull(),
    itemVersion: integer('item_version').notNull(),
    part: text().notNull(),
    given: text().notNull(),
    n: integer().notNull()
  },
  (t) => [primaryKey({ columns: [t.quizId, t.itemId, t.itemVersion, t.part, t.given] })]
);

export const quizStatistics = pgTable('quiz_statistics', {
  quizId: text('quiz_id')
    .primaryKey()
    .references(() => quizzes.id),
  n: integer().notNull(),
  /** Of the total scores (0 to the number of questions), of their squares. */
  total: numeric().notNull(),
  totalSquare: numeric('total_square').notNull()
});
