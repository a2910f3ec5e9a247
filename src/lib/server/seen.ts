/** A question as it was shown to whom it was asked, found again from its answer or its attempt. */
import type { Db } from './db/connect';
import { versionKey, versions } from './items';
import type { Context } from '../domain/answer';
import { mayTell, showingOf } from '../domain/attempt';
import { promptOf, type Response } from '../domain/items/registry';
import type { QuizRules } from '../domain/quiz';
import type { Asked } from '../domain/reasons';
import type { Seen } from '../domain/report';
import { seededRandom } from '../domain/shuffle';

export interface Found {
  item: string;
  version: number;
  /** Whose quiz or whose mended version it is; null where it is nobody's. */
  school: string | null;
  seen: Seen;
}

/** @returns the question as the account was asked it; null where it was not */
export const seenBy = (db: Db, account: string, asked: Asked): Promise<Found | null> =>
  'answer' in asked
    ? seenInLog(db, account, asked.answer)
    : seenInAttempt(db, account, asked.attempt, asked.position);

interface Logged {
  item: string;
  version: number;
  context: Context;
  response: Response;
  school: string | null;
  attempt: string | null;
  position: number | null;
}

async function seenInLog(db: Db, account: string, answer: string): Promise<Found | null> {
  const [row] = await db.$client<Logged[]>`
    select answers.item_id as item, item_version as version, context, answers.response,
      item_versions.school_id as school, attempt_id as attempt, position
    from answers
      join item_versions on item_versions.item_id = answers.item_id and version = item_version
      left join attempt_answers on attempt_answers.id = answers.id
    where answers.id = ${answer} and account_id = ${account}`;
  if (!row) return null;
  const { item, version, context, response, school, attempt, position } = row;
  if (attempt !== null) return seenInAttempt(db, account, attempt, position!);
  const prompt = await promptFor(db, item, version, answer);
  const seen: Seen = { context, showing: answer, prompt, response, told: true, attempt: null };
  return { item, version, school, seen };
}

interface InAttempt {
  rules: QuizRules;
  finishedAt: string | null;
  releasedAt: string | null;
  school: string | null;
  versionSchool: string | null;
  item: string;
  version: number;
  response: Response | null;
  given: number;
}

async function seenInAttempt(
  db: Db,
  account: string,
  attempt: string,
  position: number
): Promise<Found | null> {
  const [row] = await db.$client<InAttempt[]>`
    select attempts.rules, finished_at as "finishedAt", released_at as "releasedAt",
      quizzes.school_id as school, item_versions.school_id as "versionSchool",
      attempt_items.item_id as item, item_version as version,
      (select response from attempt_answers
        where attempt_id = attempts.id and position = ${position}
        order by given_at desc, received_at desc, id desc limit 1) as response,
      (select count(*)::int from attempt_answers where attempt_id = attempts.id) as given
    from attempts join quizzes on quizzes.id = quiz_id
      join attempt_items on attempt_id = attempts.id and position = ${position}
      join item_versions on item_versions.item_id = attempt_items.item_id and version = item_version
    where attempts.id = ${attempt} and account_id = ${account}`;
  // Where there is no way back, what comes later was not seen yet.
  if (!row || (row.rules.linear && position > row.given)) return null;
  const { rules, item, version, response, school, versionSchool } = row;
  const finishedAt = row.finishedAt === null ? null : new Date(row.finishedAt);
  const releasedAt = row.releasedAt === null ? null : new Date(row.releasedAt);
  const told =
    mayTell(rules, { finishedAt, releasedAt }) ||
    (rules.feedback === 'at-once' && response !== null);
  const showing = showingOf(attempt, item);
  const prompt = { ...(await promptFor(db, item, version, showing)), hint: null };
  const seen: Seen = { context: 'quiz', showing, prompt, response, told, attempt };
  return { item, version, school: school ?? versionSchool, seen };
}

async function promptFor(db: Db, item: string, version: number, showing: string) {
  const contents = await versions(db, [{ item, version }]);
  return promptOf(contents.get(versionKey(item, version))!, seededRandom(showing));
}
