/** Rebuilds cards from the log of answers, and compares them with what is stored. */
import { put, toStored, type CardRow } from './card-rows';
import type { Db, Transaction } from './db/connect';
import type { Difference } from './replay';
import { toScheduling, type SchedulingRow } from './schedulings';
import { models } from './weights';
import { replay, type Card, type Review } from '../domain/card';
import type { MemoryModel } from '../domain/memory';

interface Row {
  account: string;
  item: string;
  reviews: (Omit<Review, 'answeredAt'> & { answeredAt: string })[] | null;
  card: CardRow | null;
  scheduling: SchedulingRow;
}

const batch = 2000;

/** Replays every card from its answers. @returns how many there are, and those that differ */
export async function cards(
  db: Db,
  tx: Transaction
): Promise<{ count: number; differences: Difference[] }> {
  const fits = await tx<{ version: number }[]>`select version from fits`;
  const model = await models(
    db,
    fits.map(({ version }) => version),
    tx
  );
  let count = 0;
  const differences: Difference[] = [];
  const rows = tx<Row[]>`
    with log as (
      select account_id, item_id, jsonb_agg(jsonb_build_object('id', id, 'rating', rating,
        'studyDay', study_day, 'answeredAt', answered_at,
        'weightsVersion', weights_version)) as reviews
      from counting_answers
      where rating is not null
      group by account_id, item_id
    )
    select coalesce(log.account_id, cards.account_id) as account,
      coalesce(log.item_id, cards.item_id) as item, log.reviews,
      case when cards.account_id is not null then to_jsonb(cards) end as card,
      to_jsonb(schedules) as scheduling
    from log full join cards using (account_id, item_id)
      join schedules on schedules.account_id = coalesce(log.account_id, cards.account_id)`.cursor(
    batch
  );
  for await (const part of rows)
    for (const row of part) {
      count++;
      const difference = compare(row, model);
      if (difference) differences.push(difference);
    }
  return { count, differences };
}

function compare(
  { account, item, reviews, card, scheduling }: Row,
  model: (version: number) => MemoryModel
): Difference | null {
  const { target } = toScheduling(scheduling);
  const rebuilt = replay(
    (reviews ?? []).map((review) => ({ ...review, answeredAt: new Date(review.answeredAt) })),
    { item, target, model }
  );
  const stored = card && toStored(card).card;
  const same =
    stored && rebuilt
      ? (Object.keys(rebuilt) as (keyof Card)[]).every(
          (key) => rebuilt[key].valueOf() === stored[key].valueOf()
        )
      : stored === rebuilt;
  if (same) return null;
  const mend = (tx: Transaction) => put(tx, account, item, rebuilt);
  return { account, name: `Card of ${account} for ${item}`, stored, rebuilt, mend };
}
