/** Cards as the database keeps them. */
import { randomUUID } from 'node:crypto';
import type { Transaction } from './db/connect';
import type { Card } from '../domain/card';

/** A card and the revision it was read at. */
export interface StoredCard {
  card: Card;
  revision: string;
}

/** A row of `cards` as JSON gives it. */
export interface CardRow {
  item_id: string;
  stability: number;
  difficulty: number;
  first_day: number;
  last_day: number;
  due_day: number;
  reps: number;
  lapses: number;
  weights_version: number;
  last_answer_id: string;
  last_answered_at: string;
  revision: string;
}

/** A card as columns of `cards`, but for whose it is and its revision. */
export const toRow = (card: Card) => ({
  stability: card.stability,
  difficulty: card.difficulty,
  first_day: card.firstDay,
  last_day: card.lastDay,
  due_day: card.dueDay,
  reps: card.reps,
  lapses: card.lapses,
  weights_version: card.weightsVersion,
  last_answer_id: card.lastAnswerId,
  last_answered_at: card.lastAnsweredAt.toISOString()
});

export const toStored = (row: CardRow): StoredCard => ({
  revision: row.revision,
  card: {
    stability: row.stability,
    difficulty: row.difficulty,
    firstDay: row.first_day,
    lastDay: row.last_day,
    dueDay: row.due_day,
    reps: row.reps,
    lapses: row.lapses,
    weightsVersion: row.weights_version,
    lastAnswerId: row.last_answer_id,
    lastAnsweredAt: new Date(row.last_answered_at)
  }
});

/** Puts a card in the place of what is stored, whatever that is; null removes it. */
export async function put(tx: Transaction, account: string, item: string, card: Card | null) {
  await tx`delete from cards where account_id = ${account} and item_id = ${item}`;
  if (!card) return;
  const row = { account_id: account, item_id: item, revision: randomUUID(), ...toRow(card) };
  await tx`insert into cards ${tx(row)}`;
}
