/** How attempts end: by hand or by time; and how their answers enter the log. */
import { recordAssessed } from './answers';
import { touch } from './completion-queue';
import type { Db } from './db/connect';
import * as reckoning from './reckoning';
import * as statistics from './statistics';
import { versionKey, versions } from './items';
import { appraise } from '../domain/assess';
import { grace } from '../domain/attempt';
import type { Response } from '../domain/items/registry';

/** How long after its grading a note is looked for that did not reach the log, in ms. */
const lately = 24 * 60 * 60_000;

/**
 * Ends an attempt, at its deadline if that has passed, and reckons what it is worth; one that is
 * over stays as it is.
 */
export async function finish(db: Db, id: string, now: Date): Promise<void> {
  const account = await db.$client.begin(async (tx) => {
    // Nothing of this quiz is corrected meanwhile: a correction locks it.
    const locked = tx`select from quizzes
      where id = (select quiz_id from attempts where id = ${id}) for share`;
    const ended = tx<{ quiz: string; account: string; trial: boolean; number: number }[]>`
      update attempts set finished_at = least(${now.toISOString()}, deadline_at),
        ended_by = case when deadline_at <= ${now.toISOString()} then 'time' else 'learner' end
      where id = ${id} and finished_at is null
      returning quiz_id as quiz, account_id as account, trial, number`;
    const [, [attempt]] = await Promise.all([locked, ended]);
    if (!attempt) return null;
    const reckoned = await reckoning.reckon(db, tx, [id]);
    const isFirst = !attempt.trial && attempt.number === 1;
    await reckoning.store(tx, reckoned, now);
    // Last: a whole class may be waiting for the row that counts its attempts.
    if (isFirst) await statistics.add(tx, attempt.quiz, reckoned);
    return attempt.account;
  });
  if (account) touch(db, account);
  await logAnswers(db, id, now);
}

/** Ends what ran out of time, with what was given; of one account, or of all. */
export async function settleExpired(db: Db, now: Date, account: string | null = null) {
  const latest = new Date(now.getTime() - grace).toISOString();
  const expired = await db.$client<{ id: string }[]>`
    select id from attempts
    where logged_at is null and finished_at is null and deadline_at < ${latest}
      ${account ? db.$client`and account_id = ${account}` : db.$client``}
    order by deadline_at`;
  for (const { id } of expired) await finish(db, id, now);
}

/** Brings into the log what may be told by now, a crash or a release having come between. */
export async function logPending(db: Db, now: Date, quiz: string | null = null) {
  const pending = await db.$client<{ id: string }[]>`
    select attempts.id from attempts join quizzes on quizzes.id = quiz_id
    where logged_at is null and finished_at is not null
      and (attempts.rules->>'feedback' <> 'on-release' or released_at is not null)
      and (${quiz}::text is null or quiz_id = ${quiz})
    order by finished_at`;
  for (const { id } of pending) await logAnswers(db, id, now);
  await logGraded(db, now);
}

/** Notes that were graded lately, of attempts whose other answers are in the log. */
async function logGraded(db: Db, now: Date) {
  const since = new Date(now.getTime() - lately).toISOString();
  const pending = await db.$client<{ id: string }[]>`
    select distinct attempt_id as id
    from note_gradings join attempt_answers on attempt_answers.id = answer_id
      join attempts on attempts.id = attempt_id
    where graded_at > ${since} and logged_at is not null and not trial
      and not exists (select from answers where answers.id = answer_id)`;
  for (const { id } of pending) await logAnswers(db, id, now);
}

interface Answered {
  id: string;
  item: string;
  version: number;
  response: Response;
  givenAt: string;
  latencyMs: number;
  confidence: 'sure' | 'unsure' | 'guessed' | null;
}

/**
 * Records the counting answers of a finished attempt, as soon as its results may be told and as far
 * as they are graded: from then on they shape memory like any other. Twice changes nothing.
 */
export async function logAnswers(db: Db, id: string, now: Date): Promise<void> {
  const [attempt] = await db.$client<{ account: string; timeZone: string; trial: boolean }[]>`
    select accounts.id as account, time_zone as "timeZone", trial
    from attempts join accounts on accounts.id = account_id
      join quizzes on quizzes.id = quiz_id
    where attempts.id = ${id} and finished_at is not null
      and (trial or attempts.rules->>'feedback' <> 'on-release' or released_at is not null)`;
  if (!attempt) return;
  if (!attempt.trial) {
    const given = await db.$client<Answered[]>`
      select attempt_answers.id, item_id as item, item_version as version,
        response || coalesce(grading.added, '{}') as response,
        given_at as "givenAt", latency_ms as "latencyMs", confidence
      from attempt_items join attempt_answers on attempt_answers.id = answer_id
        left join lateral (
          ${reckoning.gradingOf(db.$client, db.$client`attempt_answers.id`)}) as grading on true
      where attempt_items.attempt_id = ${id} and score is not null
        and not exists (select from answers where answers.id = attempt_answers.id)
      order by attempt_items.position`;
    const contents = await versions(db, given);
    const assessed = given.map(({ response, givenAt, confidence, ...rest }) => {
      const item = contents.get(versionKey(rest.item, rest.version))!;
      const submission = {
        ...rest,
        confidence: confidence ?? undefined,
        context: 'quiz' as const,
        hint: false
      };
      return {
        ...appraise(submission, item, response, new Date(givenAt), attempt.timeZone),
        item
      };
    });
    const learner = { id: attempt.account, timeZone: attempt.timeZone };
    await recordAssessed(db, learner, assessed, now);
  }
  await db.$client`update attempts set logged_at = ${now.toISOString()}
    where id = ${id} and logged_at is null`;
  if (!attempt.trial) touch(db, attempt.account);
}
