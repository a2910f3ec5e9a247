/** What attempts are worth: derived from what was given, graded and corrected; never edited. */
import type { PendingQuery, Row as AnyRow, Sql } from 'postgres';
import * as corrections from './corrections';
import type { Db, Transaction } from './db/connect';
import { tellGraded } from './graded-attempts';
import { versionKey, versions } from './items';
import type { Confidence } from '../domain/answer';
import { outcome, type Outcome, type Worth } from '../domain/attempt';
import { worthOf, type Correction } from '../domain/correction';
import { isEmpty } from '../domain/items/empty';
import type { Item, Response } from '../domain/items/registry';
import type { QuizRules } from '../domain/quiz';

/** One question of an attempt with the answer that counts. */
export interface Question {
  position: number;
  item: string;
  version: number;
  content: Item;
  /** The newest version by which it was corrected; null where it was not. */
  mended: Item | null;
  /** Null where nothing was answered. */
  answer: string | null;
  /** A note's with the points that an instructor has given it. */
  response: Response | null;
  confidence: Confidence | null;
}

/** An attempt as far as its worth goes. */
export interface Reckoned {
  id: string;
  rules: QuizRules;
  questions: (Question & Worth)[];
}

interface Row {
  attempt: string;
  position: number;
  item: string;
  version: number;
  answer: string | null;
  response: Response | null;
  confidence: Confidence | null;
}

/**
 * @param more corrections that are only being considered, by `versionKey`
 * @returns the attempts with what each question is worth now, in the order of `ids`
 */
export async function reckon(
  db: Db,
  tx: Transaction,
  ids: readonly string[],
  more: ReadonlyMap<string, Correction[]> = new Map()
): Promise<Reckoned[]> {
  const found = tx<{ id: string; rules: QuizRules; school: string | null }[]>`
    select attempts.id, attempts.rules, school_id as school
    from attempts join quizzes on quizzes.id = quiz_id
    where attempts.id = any(${ids as string[]}::uuid[])
    order by array_position(${ids as string[]}::uuid[], attempts.id)`;
  const asked = tx<Row[]>`
    select attempt_items.attempt_id as attempt, attempt_items.position, item_id as item,
      item_version as version, given.id as answer, confidence,
      given.response || coalesce(grading.added, '{}') as response
    from attempt_items left join lateral (
      select id, response, confidence from attempt_answers
      where attempt_id = attempt_items.attempt_id and position = attempt_items.position
      order by given_at desc, received_at desc, id desc limit 1
    ) as given on true
    left join lateral (${gradingOf(tx, tx`given.id`)}) as grading on true
    where attempt_items.attempt_id = any(${ids as string[]}::uuid[])
    order by attempt_items.position`;
  const [attempts, rows] = await Promise.all([found, asked]);
  const contents = await versions(db, rows, tx);
  const standing = await correctionsOf(db, tx, attempts, rows);
  const rowsOf = new Map<string, Row[]>(ids.map((id) => [id, []]));
  for (const row of rows) rowsOf.get(row.attempt)!.push(row);
  return attempts.map(({ id, rules, school }) => ({
    id,
    rules,
    questions: rowsOf.get(id)!.map(({ position, item, version, ...given }) => {
      const content = contents.get(versionKey(item, version))!;
      const isAnswered = given.response !== null && !isEmpty(given.response);
      const none = { answer: null, response: null, confidence: null };
      const { answer, response, confidence } = isAnswered ? given : none;
      const key = versionKey(item, version);
      const made = [...(standing.get(`${school} ${key}`) ?? []), ...(more.get(key) ?? [])];
      const worth = worthOf(content, response, made);
      const mended = made.at(-1)?.after ?? null;
      return { position, item, version, content, mended, answer, response, confidence, ...worth };
    })
  }));
}

/** What the newest grading adds to an answer, as `added`; no row where there is none. */
export const gradingOf = (sql: Sql | Transaction, answer: PendingQuery<AnyRow[]>) => sql`
  select jsonb_build_object('points', points, 'comment', comment) as added
  from note_gradings where answer_id = ${answer} order by graded_at desc, id desc limit 1`;

/** @returns by school and version, in the order in which they were made */
async function correctionsOf(
  db: Db,
  tx: Transaction,
  attempts: readonly { school: string | null }[],
  rows: readonly Row[]
): Promise<Map<string, Correction[]>> {
  const schools = [...new Set(attempts.flatMap(({ school }) => school ?? []))];
  const items = [...new Set(rows.map(({ item }) => item))];
  const byVersion = new Map<string, Correction[]>();
  for (const correction of await corrections.standing(db, tx, items, schools)) {
    const key = `${correction.school} ${versionKey(correction.item, correction.from)}`;
    byVersion.set(key, [...(byVersion.get(key) ?? []), correction]);
  }
  return byVersion;
}

/** What is stored of an attempt: all of it derived. */
export interface Stored extends Outcome {
  questions: { position: number; answer: string | null; score: number | null; dropped: boolean }[];
}

export const storedOf = ({ rules, questions }: Reckoned): Stored => ({
  ...outcome(questions, rules),
  questions: questions.map(({ position, answer, score, dropped }) => ({
    position,
    answer,
    score,
    dropped
  }))
});

/**
 * Stores what attempts are worth, in statements that are sent together; and tells of those of which
 * it is known for the first time.
 */
export async function store(
  tx: Transaction,
  reckoned: readonly Reckoned[],
  now: Date
): Promise<void> {
  const updates = reckoned.flatMap((attempt) => {
    const { id } = attempt;
    const { score, passed, questions } = storedOf(attempt);
    const items = tx`
      update attempt_items set answer_id = new.answer, score = new.score, dropped = new.dropped
      from jsonb_to_recordset(${JSON.stringify(questions)}::jsonb)
        as new (position int, answer uuid, score float8, dropped boolean)
      where attempt_id = ${id} and attempt_items.position = new.position`;
    const whole = tx`update attempts set score = ${score}, passed = ${passed} where id = ${id}`;
    return [items, whole];
  });
  const ids = reckoned.map(({ id }) => id);
  // One after the other on the one connection: what is told reads what was stored.
  const stored = Promise.all(updates);
  await Promise.all([stored, tellGraded(tx, ids, now)]);
}
