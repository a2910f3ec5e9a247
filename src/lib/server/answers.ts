/** The write path: every answer, from wherever, is recorded here and nowhere else. */
import { validate } from 'uuid';
import * as cards from './cards';
import { touch } from './completion-queue';
import * as corrections from './corrections';
import type { Db } from './db/connect';
import { assessAll, toResult, type Assessed, type Rejected } from './grading';
import { versionKey, versions } from './items';
import { retrying } from './races';
import * as regrades from './regrades';
import { transition } from './transitions';
import { models } from './weights';
import { maxBatch, type GradedAnswer, type Next } from '../domain/answer';
import { replay, type Card } from '../domain/card';
import { dateOf, studyDay } from '../domain/day';
import { grade, type Response } from '../domain/items/registry';
import { isToldAt } from '../domain/leech';

/** Who answers: the account, and the zone that its study days are counted in. */
export interface Learner {
  id: string;
  timeZone: string;
}

export type Result = ({ id: string; status: 'recorded' | 'duplicate' } & GradedAnswer) | Rejected;

const heldBack =
  'This question is in a quiz that you are sitting or whose results are not out: it comes back then';

/**
 * Records answers: grade, rate, remember, log, in one transaction. Sending an answer again changes
 * nothing and gives the same result. One bad answer is rejected and leaves the others alone.
 * @param submissions 1 to 200, as the client sent them; each is checked here
 * @param now the server's clock, which bounds every `answeredAt`
 * @returns a result for each submission, in their order
 */
export async function record(
  db: Db,
  learner: Learner,
  submissions: readonly unknown[],
  now: Date
): Promise<Result[]> {
  if (submissions.length > maxBatch) throw new RangeError(`At most ${maxBatch} answers at once`);
  const assessed = await assessAll(db, learner.timeZone, learner.id, submissions, now);
  const accepted = assessed.filter((a) => 'submission' in a);
  const written = await recordAssessed(db, learner, accepted, now);
  return assessed.map((a) => ('submission' in a ? written.get(a.submission.id)! : a));
}

/**
 * The same for answers that the server itself has assessed: those of a quiz, when its results may
 * be told.
 * @returns the results by id
 */
export async function recordAssessed(
  db: Db,
  learner: Learner,
  assessed: readonly Assessed[],
  now: Date
): Promise<Map<string, Result>> {
  const results = await retrying(() => remember(db, learner, assessed, now));
  if (results.size > 0) touch(db, learner.id);
  return results;
}

/**
 * Takes back the newest answer to an item, on the study day it was given: the card becomes what
 * it was before. The answer stays in the log, marked by a row of its own.
 * @returns 'undone', also when it was already; 'missing' if it is not there or not the learner's;
 *   'too-late' if another answer followed, the day has passed, a correction has dropped it, or it
 *   was given in a quiz
 */
export const undo = async (
  db: Db,
  learner: Learner,
  id: string,
  now: Date
): Promise<'undone' | 'missing' | 'too-late'> =>
  validate(id) ? retrying(() => takeBack(db, learner, id, now)) : 'missing';

/** One attempt at it. */
async function takeBack(db: Db, learner: Learner, id: string, now: Date) {
  const { logged } = await cards.read(db, learner.id, [id], []);
  const answer = logged.get(id);
  if (!answer || answer.accountId !== learner.id) return 'missing';
  // What was handed in stays handed in.
  if (answer.context === 'quiz') return 'too-late';
  const item = answer.itemId;

  const reviews = (await cards.history(db, learner.id, [item])).get(item)!;
  const remaining = reviews.filter((review) => review.id !== id);
  if (remaining.length === reviews.length) return (await isUndone(db, id)) ? 'undone' : 'too-late';
  const { cards: known, scheduling } = await cards.read(db, learner.id, [], [item]);
  const stored = known.get(item);
  const today = studyDay(now, learner.timeZone);
  if (stored?.card.lastAnswerId !== id || stored.card.lastDay < today) return 'too-late';

  const versions = remaining.map(({ weightsVersion }) => weightsVersion);
  const model = await models(db, versions);
  const before = replay(remaining, { item, target: scheduling.target, model });
  await cards.takeBack(db, learner.id, scheduling, { id, item }, before, stored.revision, now);
  return 'undone';
}

async function isUndone(db: Db, id: string): Promise<boolean> {
  const rows = await db.$client`select from answer_undos where answer_id = ${id}`;
  return rows.length > 0;
}

/** One attempt at load, transition, save. */
async function remember(
  db: Db,
  learner: Learner,
  accepted: readonly Assessed[],
  now: Date
): Promise<Map<string, Result>> {
  const results = new Map<string, Result>();
  if (accepted.length === 0) return results;
  const items = [...new Set(accepted.map((a) => a.submission.item))];
  const {
    logged,
    cards: stored,
    scheduling,
    held
  } = await cards.read(
    db,
    learner.id,
    accepted.map((a) => a.submission.id),
    items
  );

  // An id sent twice within one batch counts once, as everywhere: the first counts.
  const fresh = new Map<string, Assessed>();
  for (const a of accepted) {
    const { id, item, context } = a.submission;
    if (logged.has(id) || fresh.has(id)) continue;
    if (context !== 'quiz' && held.has(item))
      results.set(id, { id, status: 'rejected', error: heldBack });
    else fresh.set(id, a);
  }

  const before = new Map([...stored].map(([item, { card }]) => [item, card]));
  const { rated, cards: changed } = await transition(db, learner.id, scheduling, before, [
    ...fresh.values()
  ]);
  const isMended =
    rated.length > 0
      ? await cards.write(
          db,
          learner.id,
          scheduling,
          rated,
          [...changed].map(([item, card]) => ({
            item,
            card,
            expected: stored.get(item)?.revision ?? null
          })),
          now
        )
      : // Sent again: perhaps because there was no time to regrade it.
        logged.size > 0 && (await corrections.concern(db, items));
  const settled = isMended
    ? await regrades.settle(db, learner, items, now)
    : new Map<string, Card | null>();

  const today = studyDay(now, learner.timeZone);
  const cardOf = (item: string) =>
    settled.has(item) ? settled.get(item) : (changed.get(item) ?? before.get(item));
  const next = (item: string) => {
    const card = cardOf(item);
    return card ? { date: dateOf(card.dueDay), days: Math.max(0, card.dueDay - today) } : null;
  };
  const leech = (item: string) => {
    const { lapses = 0 } = cardOf(item) ?? {};
    return isToldAt(before.get(item)?.lapses ?? 0, lapses) ? { leech: lapses } : {};
  };
  for (const [id, { submission, item, grade: given }] of fresh)
    results.set(id, {
      id,
      status: 'recorded',
      next: next(submission.item),
      ...leech(submission.item),
      ...toResult(item, given)
    });
  for (const answer of logged.values())
    results.set(answer.id, await resultOf(db, learner, answer, next));
  return results;
}

/** What was recorded counts, whatever the second sending says. */
async function resultOf(
  db: Db,
  learner: Learner,
  { id, accountId, itemId, itemVersion: version, response }: cards.LoggedAnswer,
  next: (item: string) => Next | null
): Promise<Result> {
  if (accountId !== learner.id)
    return { id, status: 'rejected', error: 'This id is taken: make a new UUIDv7' };
  const items = await versions(db, [{ item: itemId, version }]);
  const item = items.get(versionKey(itemId, version))!;
  const given = grade(item, response as Response);
  return { id, status: 'duplicate', next: next(itemId), ...toResult(item, given) };
}
