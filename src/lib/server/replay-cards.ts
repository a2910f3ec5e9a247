/** Rebuilds cards from the log of answers, and compares them with what is stored. */
import { randomUUID } from 'node:crypto';
import type { Transaction } from './db/connect';
import type { Difference } from './replay';
import { replay, type Card, type Review } from '../domain/card';

interface Row {
  account: string;
  item: string;
  reviews: (Omit<Review, 'answeredAt'> & { answeredAt: string })[] | null;
  card: (Omit<Card, 'lastAnsweredAt'> & { lastAnsweredAt: string }) | null;
}

const batch = 2000;

/** Replays every card from its answers. @returns how many there are, and those that differ */
export async function cards(
  tx: Transaction
): Promise<{ count: number; differences: Difference[] }> {
  let count = 0;
  const differences: Difference[] = [];
  const rows = tx<Row[]>`
    with log as (
      select account_id, item_id, jsonb_agg(jsonb_build_object('id', id, 'rating', rating,
        'studyDay', study_day, 'answeredAt', answered_at)) as reviews
      from counting_answers
      where rating is not null
      group by account_id, item_id
    )
    select coalesce(log.account_id, cards.account_id) as account,
      coalesce(log.item_id, cards.item_id) as item, log.reviews,
      case when cards.account_id is not null then jsonb_build_object(
        'stability', stability, 'difficulty', difficulty, 'firstDay', first_day,
        'lastDay', last_day, 'dueDay', due_day, 'reps', reps, 'lapses', lapses,
        'lastAnswerId', last_answer_id, 'lastAnsweredAt', last_answered_at) end as card
    from log full join cards using (account_id, item_id)`.cursor(batch);
  for await (const part of rows)
    for (const row of part) {
      count++;
      const difference = compare(row);
      if (difference) differences.push(difference);
    }
  return { count, differences };
}

function compare({ account, item, reviews, card }: Row): Difference | null {
  const rebuilt = replay(
    (reviews ?? []).map((review) => ({ ...review, answeredAt: new Date(review.answeredAt) }))
  );
  const stored = card && { ...card, lastAnsweredAt: new Date(card.lastAnsweredAt) };
  const same =
    stored && rebuilt
      ? (Object.keys(rebuilt) as (keyof Card)[]).every(
          (key) => rebuilt[key].valueOf() === stored[key].valueOf()
        )
      : stored === rebuilt;
  if (same) return null;
  const mend = (tx: Transaction) => store(tx, account, item, rebuilt);
  return { account, name: `Card of ${account} for ${item}`, stored, rebuilt, mend };
}

async function store(tx: Transaction, account: string, item: string, rebuilt: Card | null) {
  await tx`delete from cards where account_id = ${account} and item_id = ${item}`;
  if (!rebuilt) return;
  await tx`insert into cards (account_id, item_id, stability, difficulty, first_day, last_day,
      due_day, reps, lapses, last_answer_id, last_answered_at, revision)
    values (${account}, ${item}, ${rebuilt.stability}, ${rebuilt.difficulty}, ${rebuilt.firstDay},
      ${rebuilt.lastDay}, ${rebuilt.dueDay}, ${rebuilt.reps}, ${rebuilt.lapses},
      ${rebuilt.lastAnswerId}, ${rebuilt.lastAnsweredAt.toISOString()}, ${randomUUID()})`;
}
