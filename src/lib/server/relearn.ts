/** Memory after an answer in the log came to be worth something else. */
import { randomUUID } from 'node:crypto';
import { toRow } from './cards';
import type { Transaction } from './db/connect';
import { replay, type Review } from '../domain/card';

/**
 * Replays one card from the answers that count now. Its row is locked first, so that an answer given
 * meanwhile waits and is computed anew.
 */
export async function relearn(tx: Transaction, account: string, item: string): Promise<void> {
  const locked = await tx`
    select from cards where account_id = ${account} and item_id = ${item} for update`;
  if (locked.length === 0) return;
  const rows = await tx<(Omit<Review, 'answeredAt'> & { answeredAt: string })[]>`
    select id, rating, study_day as "studyDay", answered_at as "answeredAt"
    from counting_answers
    where account_id = ${account} and item_id = ${item} and rating is not null`;
  const card = replay(rows.map((row) => ({ ...row, answeredAt: new Date(row.answeredAt) })));
  if (!card) {
    await tx`delete from cards where account_id = ${account} and item_id = ${item}`;
    return;
  }
  const row = { ...toRow(card), revision: randomUUID() };
  await tx`update cards set ${tx(row)} where account_id = ${account} and item_id = ${item}`;
}
