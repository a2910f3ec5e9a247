/** Memory after an answer in the log came to be worth something else. */
import { put } from './card-rows';
import { history } from './cards';
import type { Db, Transaction } from './db/connect';
import { hold, schedulings } from './schedulings';
import { models } from './weights';
import { replay } from '../domain/card';

/**
 * Replays one card from the answers that count now. Its row is locked first, so that an answer given
 * meanwhile waits and is computed anew.
 */
export async function relearn(
  db: Db,
  tx: Transaction,
  account: string,
  item: string
): Promise<void> {
  await hold(tx, [account]);
  const locked = await tx`
    select from cards where account_id = ${account} and item_id = ${item} for update`;
  if (locked.length === 0) return;
  const reviews = (await history(db, account, [item], tx)).get(item)!;
  const { target } = (await schedulings(tx, [account])).get(account)!;
  const model = await models(
    db,
    reviews.map((review) => review.weightsVersion),
    tx
  );
  await put(tx, account, item, replay(reviews, { item, target, model }));
}
