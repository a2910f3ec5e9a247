/** What corrections make of answers in the log, and of the cards that follow from them. */
import { randomUUID } from 'node:crypto';
import type { Learner } from './answers';
import { toRow, toStored, type CardRow } from './card-rows';
import * as corrections from './corrections';
import type { Db, Transaction } from './db/connect';
import { retrying, StaleCard } from './races';
import { hold, schedulings } from './schedulings';
import { models } from './weights';
import { replay, type Card, type Review } from '../domain/card';
import { standingOf, type Standing } from '../domain/correction';
import { grouped } from '../domain/grouped';

/** An answer that is worth something else than it was. */
export interface Regrade {
  answer: string;
  account: string;
  item: string;
  before: Standing;
  after: Standing;
  /** The last correction that holds for it; null while that is only being considered. */
  correction: string | null;
}

/** A card before and after its answers were regraded; null where there is none. */
export interface Move {
  account: string;
  item: string;
  before: Card | null;
  after: Card | null;
  /** What the card was read at. */
  revision: string | null;
}

export interface Memory {
  regrades: Regrade[];
  moves: Move[];
}

type Logged = Parameters<typeof standingOf>[0];
interface Row extends Logged {
  answer: string;
  account: string;
  item: string;
  version: number;
  now: Standing;
  studyDay: number;
  answeredAt: string;
  weightsVersion: number;
  /** Of the quiz that it was given in, where a school's. */
  quizSchool: string | null;
  schools: string[] | null;
  /** The corrections that have regraded it already. */
  regradedBy: string[] | null;
}

/**
 * What the answers of these accounts to these items are worth by all corrections that hold for
 * them: those of the school whose quiz it was, elsewhere those of the schools of the learner.
 * The cards are locked first, so that what is read stays true until the transaction ends.
 * @param more corrections that are only being considered, which come last
 * @param lock whether the cards are going to be written
 */
export async function consider(
  db: Db,
  tx: Transaction,
  accounts: readonly string[],
  items: readonly string[],
  more: readonly corrections.Standing[] = [],
  lock = false
): Promise<Memory> {
  const ids = accounts as string[];
  if (lock) await hold(tx, ids);
  const stored = await tx<{ account: string; item: string; card: CardRow }[]>`
    select account_id as account, item_id as item, to_jsonb(cards) as card
    from cards where account_id = any(${ids}::uuid[]) and item_id = any(${items as string[]}::text[])
    order by account_id, item_id ${lock ? tx`for update` : tx``}`;
  const rows = await tx<Row[]>`
    select given.id as answer, given.account_id as account, given.item_id as item,
      given.item_version as version, given.response, given.confidence, given.hint, given.quick,
      given.weights_version as "weightsVersion",
      coalesce(graded.score, given.score) as score, coalesce(graded.rating, given.rating) as rating,
      given.study_day as "studyDay", given.answered_at as "answeredAt",
      jsonb_build_object('score', counting.score, 'rating', counting.rating) as now,
      (select school_id from attempt_answers join attempts on attempts.id = attempt_id
        join quizzes on quizzes.id = quiz_id
        where given.context = 'quiz' and attempt_answers.id = given.id) as "quizSchool",
      (select array_agg(school_id) from members where account_id = given.account_id) as schools,
      (select array_agg(correction_id) from answer_regrades
        where answer_id = given.id) as "regradedBy"
    from answers as given join counting_answers as counting on counting.id = given.id
      left join lateral (select score, rating from answer_regrades
        where answer_id = given.id and grading_id is not null
        order by regraded_at desc limit 1) as graded on true
    where given.account_id = any(${ids}::uuid[])
      and given.item_id = any(${items as string[]}::text[])
    order by given.account_id, given.item_id, given.answered_at, given.id`;
  const standing = [...(await corrections.standing(db, tx, items)), ...more];

  const regrades = rows.flatMap((row) => regradeOf(row, standing) ?? []);
  const ratings = new Map(regrades.map(({ answer, after }) => [answer, after.rating]));
  const key = ({ account, item }: { account: string; item: string }) => `${account} ${item}`;
  const touched = new Map(regrades.map((regrade) => [key(regrade), regrade]));
  const cards = new Map(stored.map((row) => [key(row), toStored(row.card)]));
  const scheduling = await schedulings(tx, accounts);
  const model = await models(
    db,
    rows.map(({ weightsVersion }) => weightsVersion),
    tx
  );
  const reviews = grouped(rows, key);
  const moves = [...touched].map(([place, { account, item }]): Move => {
    const known = cards.get(place);
    const { target } = scheduling.get(account)!;
    const given = reviews.get(place)!.flatMap((answer) => reviewOf(answer, ratings));
    const after = replay(given, { item, target, model });
    return { account, item, before: known?.card ?? null, after, revision: known?.revision ?? null };
  });
  return { regrades, moves };
}

function regradeOf(row: Row, standing: readonly corrections.Standing[]): Regrade | null {
  const held = standing.filter(
    ({ school, item, from }) =>
      item === row.item &&
      from === row.version &&
      (row.quizSchool === null ? (row.schools ?? []).includes(school) : row.quizSchool === school)
  );
  const last = held.at(-1);
  if (!last || (last.id && row.regradedBy?.includes(last.id))) return null;
  const { answer, account, item, now: before } = row;
  const after = standingOf({ ...row, confidence: row.confidence ?? undefined }, held);
  if (after.score === before.score && after.rating === before.rating) return null;
  return { answer, account, item, before, after, correction: last.id };
}

function reviewOf(row: Row, ratings: ReadonlyMap<string, Standing['rating']>): Review[] {
  const rating = ratings.has(row.answer) ? ratings.get(row.answer)! : row.now.rating;
  if (rating === null) return [];
  const { answer: id, studyDay, answeredAt, weightsVersion } = row;
  return [{ id, rating, studyDay, answeredAt: new Date(answeredAt), weightsVersion }];
}

/**
 * Stores what answers are worth now, and their cards.
 * @throws StaleCard where a card was written by somebody else meanwhile
 */
export async function store(tx: Transaction, { regrades, moves }: Memory, now: Date) {
  const rows = regrades.map(({ answer, correction, after }) => ({ answer, correction, ...after }));
  await tx`
    insert into answer_regrades (answer_id, correction_id, score, rating, regraded_at)
    select answer, correction, score, rating, ${now.toISOString()}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as new (answer uuid, correction uuid, score float8, rating smallint)`;
  const gone = moves.filter(({ after }) => after === null);
  const kept = moves.flatMap(({ account, item, revision, after }) =>
    after ? [{ ...toRow(after), account_id: account, item_id: item, expected: revision }] : []
  );
  const taken = await tx`
    delete from cards using jsonb_to_recordset(${JSON.stringify(gone)}::jsonb)
      as old (account uuid, item text, revision uuid)
    where account_id = account and item_id = item and cards.revision = old.revision`;
  const written = await tx`
    insert into cards (account_id, item_id, stability, difficulty, first_day, last_day, due_day,
      reps, lapses, weights_version, last_answer_id, last_answered_at, revision)
    select account_id, item_id, stability, difficulty, first_day, last_day, due_day, reps, lapses,
      weights_version, last_answer_id, last_answered_at, ${randomUUID()}::uuid
    from jsonb_populate_recordset(null::cards, ${JSON.stringify(kept)}::jsonb)
    on conflict (account_id, item_id) do update set stability = excluded.stability,
      difficulty = excluded.difficulty, first_day = excluded.first_day,
      last_day = excluded.last_day, due_day = excluded.due_day, reps = excluded.reps,
      lapses = excluded.lapses, weights_version = excluded.weights_version,
      last_answer_id = excluded.last_answer_id,
      last_answered_at = excluded.last_answered_at, revision = excluded.revision
    where cards.revision = any(${kept.flatMap(({ expected }) => expected ?? [])}::uuid[])`;
  const expected = gone.filter(({ before }) => before !== null).length + kept.length;
  if (taken.count + written.count !== expected) throw new StaleCard();
}

/**
 * Answers that entered the log after their question was mended: regraded like those before them.
 * @returns the cards that this has changed, by item
 */
export async function settle(
  db: Db,
  learner: Learner,
  items: readonly string[],
  now: Date
): Promise<ReadonlyMap<string, Card | null>> {
  const { moves } = await retrying(() =>
    db.$client.begin(async (tx) => {
      // Not while a correction of these is being made: it locks them too.
      await tx`select from items where id = any(${items as string[]}::text[])
        order by id for share`;
      const memory = await consider(db, tx, [learner.id], items, [], true);
      if (memory.regrades.length > 0) await store(tx, memory, now);
      return memory;
    })
  );
  return new Map(moves.map(({ item, after }) => [item, after]));
}
