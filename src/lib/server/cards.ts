/** Reading and writing memory beside the log: one statement each way. */
import { randomUUID } from 'node:crypto';
import { toRow, toStored, type CardRow } from './card-rows';
import type { Db, Transaction } from './db/connect';
import { StaleCard } from './races';
import { toScheduling, type Scheduling, type SchedulingRow } from './schedulings';
import type { Context } from '../domain/answer';
import type { Assessment } from '../domain/assess';
import type { Card, Review } from '../domain/card';
import type { Rating } from '../domain/memory';
import { mapperVersion } from '../domain/rating';

/** An answer that is in the log already. */
export interface LoggedAnswer {
  id: string;
  accountId: string;
  itemId: string;
  itemVersion: number;
  context: Context;
  response: unknown;
}

/** An answer with what it says about memory, as the log keeps it. */
export interface Rated extends Assessment {
  quick: boolean;
  rating: Rating;
  predicted: number | null;
  weightsVersion: number;
}

/**
 * How many ids there are is hidden from the planner by `array(select unnest(…))`: knowing it, it
 * would plan anew at each answer, which costs more than the look-up itself.
 * @returns which of `ids` are in the log, whoever gave them, the account's cards of `items`, by
 *   what it is scheduled, and which of the items it may not be told about yet: they are in a quiz
 *   that it is sitting, or whose results are not released
 */
export async function read(db: Db, account: string, ids: string[], items: string[]) {
  const [row] = await db.$client<
    {
      logged: LoggedAnswer[];
      cards: CardRow[];
      scheduling: SchedulingRow;
      held: string[] | null;
    }[]
  >`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'accountId', account_id,
          'itemId', item_id, 'itemVersion', item_version, 'context', context,
          'response', response)), '[]')
        from answers where id = any(array(select unnest(${ids}::uuid[])))) as logged,
      (select coalesce(jsonb_agg(to_jsonb(cards)), '[]')
        from cards where account_id = ${account}
          and item_id = any(array(select unnest(${items}::text[])))) as cards,
      (select to_jsonb(schedules) from schedules where account_id = ${account}) as scheduling,
      (select array_agg(item_id)
        from attempts join attempt_items on attempt_id = attempts.id
        where account_id = ${account} and logged_at is null
          and item_id = any(array(select unnest(${items}::text[])))) as held`;
  return {
    logged: new Map(row!.logged.map((answer) => [answer.id, answer])),
    scheduling: toScheduling(row!.scheduling),
    cards: new Map(row!.cards.map((card) => [card.item_id, toStored(card)])),
    held: new Set(row!.held)
  };
}

/** @returns the answers of an account that count, corrections included, by item. */
export async function history(
  db: Db,
  account: string,
  items: string[],
  on: Transaction | Db['$client'] = db.$client
) {
  const rows = await on<(Omit<Review, 'answeredAt'> & { item: string; at: string })[]>`
    select item_id as item, id, rating, study_day as "studyDay", answered_at as at,
      weights_version as "weightsVersion"
    from counting_answers
    where account_id = ${account} and item_id = any(${items}::text[]) and rating is not null`;
  const reviews = new Map<string, Review[]>(items.map((item) => [item, []]));
  for (const { item, at, ...review } of rows)
    reviews.get(item)!.push({ ...review, answeredAt: new Date(at) });
  return reviews;
}

/**
 * Logs answers and stores the cards that follow from them, all or nothing, in one statement.
 * Each card's row is locked by its update and must still be what was read. The update names the
 * items once more as an array: by the join alone PostgreSQL would read every card of the account.
 * @param scheduling that the cards follow from: it must still hold
 * @param cards the new state, and the revision it was computed from (null: there was no card)
 * @returns whether a question was mended whose answers these are: they are to be regraded. It is
 *   asked in this statement, so that no correction can come between
 * @throws what `retrying` knows where a card or an answer was written by somebody else meanwhile
 */
export async function write(
  db: Db,
  account: string,
  { targetRecall, examDay }: Scheduling,
  answers: readonly Rated[],
  cards: readonly { item: string; card: Card; expected: string | null }[],
  now: Date
): Promise<boolean> {
  const answerRows = answers.map((a) => ({
    id: a.submission.id,
    item_id: a.submission.item,
    item_version: a.submission.version,
    context: a.submission.context,
    response: a.response,
    score: a.grade.score,
    answered_at: a.answeredAt,
    study_day: a.studyDay,
    latency_ms: a.submission.latencyMs,
    confidence: a.submission.confidence ?? null,
    hint: a.submission.hint,
    option_count: a.optionCount,
    quick: a.quick,
    rating: a.rating,
    predicted: a.predicted,
    weights_version: a.weightsVersion
  }));
  const revision = randomUUID();
  // One order for all writers, so that two batches wait for each other and never deadlock.
  const cardRows = [...cards]
    .sort((a, b) => (a.item < b.item ? -1 : 1))
    .map(({ item, card, expected }) => ({ ...toRow(card), item_id: item, expected }));

  const [written] = await db.$client<{ mended: boolean }[]>`
      with held as materialized (
        select hold_schedule(${account}, ${targetRecall}, ${examDay}) as ok
      ), given as (
        select * from jsonb_to_recordset(${JSON.stringify(answerRows)}::jsonb) as new (id uuid,
          item_id text, item_version int, context text, response jsonb, score float8,
          answered_at timestamptz, study_day int, latency_ms int, confidence text, hint boolean,
          option_count int, quick boolean, rating smallint, predicted float8, weights_version int)
        where (select ok from held)
      ), logged as (
        insert into answers (id, account_id, item_id, item_version, context, response, score,
          correct, answered_at, received_at, study_day, latency_ms, confidence, hint,
          option_count, quick, rating, predicted, mapper_version, weights_version)
        select id, ${account}, item_id, item_version, context, response, score, score = 1,
          answered_at, ${now.toISOString()}, study_day, latency_ms, confidence, hint,
          option_count, quick, rating, predicted, ${mapperVersion}, weights_version
        from given
        on conflict (id) do nothing
        returning 1
      ), new as (
        select * from jsonb_to_recordset(${JSON.stringify(cardRows)}::jsonb) as new (item_id text,
          expected uuid, stability float8, difficulty float8, first_day int, last_day int,
          due_day int, reps int, lapses int, weights_version int, last_answer_id uuid,
          last_answered_at timestamptz)
        where (select ok from held)
      ), updated as (
        update cards set stability = new.stability, difficulty = new.difficulty,
          first_day = new.first_day, last_day = new.last_day, due_day = new.due_day,
          reps = new.reps, lapses = new.lapses, weights_version = new.weights_version,
          last_answer_id = new.last_answer_id,
          last_answered_at = new.last_answered_at, revision = ${revision}
        from new
        where cards.account_id = ${account} and cards.item_id = new.item_id
          and cards.item_id = any(array(select item_id from new))
          and cards.revision = new.expected
        returning 1
      ), inserted as (
        insert into cards (account_id, item_id, stability, difficulty, first_day, last_day,
          due_day, reps, lapses, weights_version, last_answer_id, last_answered_at, revision)
        select ${account}, item_id, stability, difficulty, first_day, last_day, due_day, reps,
          lapses, weights_version, last_answer_id, last_answered_at, ${revision}
        from new where expected is null
        on conflict do nothing
        returning 1
      )
      select assert_current(
        (select count(*) from logged) = ${answerRows.length}
        and (select count(*) from updated) + (select count(*) from inserted) = ${cardRows.length}),
        exists (select from given join corrections
          on corrections.item_id = given.item_id and from_version = item_version
          where context = 'quiz' or school_id in
            (select school_id from members where account_id = ${account})) as mended`;
  return written!.mended;
}

/** Removes the only answer's card, or stores what is left of it, and logs that it was taken back. */
export async function takeBack(
  db: Db,
  account: string,
  { targetRecall, examDay }: Scheduling,
  answer: { id: string; item: string },
  card: Card | null,
  expected: string,
  now: Date
): Promise<void> {
  const row = card && toRow(card);
  await db.$client.begin(async (tx) => {
    await tx`select hold_schedule(${account}, ${targetRecall}, ${examDay})`;
    const changed = row
      ? await tx`update cards set ${tx(row)}, revision = ${randomUUID()}
            where account_id = ${account} and item_id = ${answer.item} and revision = ${expected}`
      : await tx`delete from cards
            where account_id = ${account} and item_id = ${answer.item} and revision = ${expected}`;
    if (changed.count !== 1) throw new StaleCard();
    await tx`insert into answer_undos (answer_id, undone_at)
        values (${answer.id}, ${now.toISOString()})`;
  });
}
