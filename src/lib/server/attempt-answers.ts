/** Answers within an attempt: kept as they are given, told only when they may be. */
import { validate } from 'uuid';
import * as v from 'valibot';
import { recordAssessed, type Learner } from './answers';
import type { Db } from './db/connect';
import { toResult } from './grading';
import { versionKey, versions } from './items';
import { AttemptSubmission, maxBatch, type GradedAnswer } from '../domain/answer';
import { appraise } from '../domain/assess';
import { grace } from '../domain/attempt';
import { complaint } from '../domain/complaint';
import { isEmpty } from '../domain/items/empty';
import {
  grade,
  needsGrader,
  parseResponse,
  type Item,
  type Response
} from '../domain/items/registry';
import { isFinal, type QuizRules } from '../domain/quiz';

/** `verdict` only where the quiz tells it at once. */
export type Saved =
  | { id: string; status: 'saved' | 'duplicate'; verdict: GradedAnswer | null }
  | { id: string | null; status: 'rejected'; error: string };

/** The attempt as far as its answers go. */
interface Seat {
  id: string;
  trial: boolean;
  rules: QuizRules;
  startedAt: Date;
  deadlineAt: Date | null;
  questions: { item: string; version: number }[];
  contents: ReadonlyMap<string, Item>;
}

const over = 'This attempt is over: what reached us before its end counts';

/**
 * Keeps answers of an attempt. Sending one again changes nothing; one bad answer leaves the others
 * alone. What arrives shortly after the end still counts, if it was given before.
 * @param submissions 1 to 200, in the order in which they were given
 * @returns a result for each; null where the learner has no such attempt
 */
export async function save(
  db: Db,
  learner: Learner,
  attempt: string,
  submissions: readonly unknown[],
  now: Date
): Promise<Saved[] | null> {
  if (submissions.length > maxBatch) throw new RangeError(`At most ${maxBatch} answers at once`);
  const seat = await seatOf(db, learner.id, attempt);
  if (!seat) return null;
  const results: Saved[] = [];
  // In their order: where there is no way back, each opens the next.
  for (const submission of submissions)
    results.push(await saveOne(db, learner, seat, submission, now));
  return results;
}

async function saveOne(
  db: Db,
  learner: Learner,
  seat: Seat,
  raw: unknown,
  now: Date
): Promise<Saved> {
  const parsed = v.safeParse(AttemptSubmission, raw);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const id = (raw as { id?: unknown } | null)?.id;
    const error = `${v.getDotPath(issue) ?? 'answer'}: ${complaint(issue)}`;
    return { id: typeof id === 'string' ? id : null, status: 'rejected', error };
  }
  const submission = parsed.output;
  const { id, position } = submission;
  const reject = (error: string): Saved => ({ id, status: 'rejected', error });

  const question = seat.questions[position];
  if (!question) return reject(`There is no question ${position} in this attempt`);
  const item = seat.contents.get(versionKey(question.item, question.version))!;
  const read = parseResponse(item, submission.response);
  if ('error' in read) return reject(read.error);
  if (seat.rules.linear && seat.rules.mustFinish && isEmpty(read.response))
    return reject('Choose an answer: this quiz has no skipping');

  const bounded = Math.max(
    seat.startedAt.getTime(),
    Math.min(submission.answeredAt.getTime(), now.getTime())
  );
  if (seat.deadlineAt && bounded > seat.deadlineAt.getTime()) return reject(over);
  const givenAt = new Date(bounded);
  const status = await insert(db, seat, submission, read.response, givenAt, now);
  if (status === 'over') return reject(over);
  if (status === 'taken') return reject('This id is taken: make a new UUIDv7');
  if (status === 'closed')
    return reject('This question can no longer be answered: its answer was final');
  const verdict = await tell(db, learner, seat, submission, item, read.response, givenAt, now);
  return { id, status, verdict };
}

/** Stores the answer unless the attempt is over or the question is closed, in one statement. */
async function insert(
  db: Db,
  seat: Seat,
  submission: AttemptSubmission,
  response: Response,
  givenAt: Date,
  now: Date
): Promise<'saved' | 'duplicate' | 'taken' | 'closed' | 'over'> {
  const { id, position, latencyMs, confidence = null } = submission;
  const latest = new Date(now.getTime() - grace).toISOString();
  // The share lock lets answers in side by side, and none once the end has locked the row.
  const [row] = await db.$client<{ saved: boolean; open: boolean }[]>`
    with seat as (
      select id from attempts
      where id = ${seat.id} and finished_at is null
        and (deadline_at is null or deadline_at >= ${latest})
      for share
    ), saved as (
      insert into attempt_answers (id, attempt_id, position, response, given_at, received_at,
        latency_ms, confidence, final)
      select ${id}, seat.id, ${position}, ${JSON.stringify(response)}::jsonb,
        ${givenAt.toISOString()}, ${now.toISOString()}, ${latencyMs}, ${confidence},
        ${isFinal(seat.rules)}
      from seat
      where ${!seat.rules.linear} or ${position} =
        (select count(*) from attempt_answers where attempt_id = ${seat.id})
      on conflict do nothing
      returning 1
    )
    select exists (select from saved) as saved, exists (select from seat) as open`;
  const { saved, open } = row!;
  if (saved) return 'saved';
  // Asked after the insert: the same answer may have been on its way twice.
  const [known] = await db.$client<{ attempt: string; position: number }[]>`
    select attempt_id as attempt, position from attempt_answers where id = ${id}`;
  if (known)
    return known.attempt === seat.id && known.position === position ? 'duplicate' : 'taken';
  return open ? 'closed' : 'over';
}

/** Where the quiz tells at once, the answer enters the log at once. */
async function tell(
  db: Db,
  learner: Learner,
  seat: Seat,
  { id, position, latencyMs, confidence }: AttemptSubmission,
  item: Item,
  response: Response,
  givenAt: Date,
  now: Date
): Promise<GradedAnswer | null> {
  // A written note is told once an instructor has graded it.
  if (seat.rules.feedback !== 'at-once' || needsGrader(item)) return null;
  if (seat.trial) return { next: null, ...toResult(item, grade(item, response)) };
  const { item: itemId, version } = seat.questions[position]!;
  const given = {
    ...{ id, item: itemId, version, latencyMs, confidence },
    context: 'quiz' as const,
    hint: false
  };
  const assessed = { ...appraise(given, item, response, givenAt, learner.timeZone), item };
  const result = (await recordAssessed(db, learner, [assessed], now)).get(id)!;
  if (result.status === 'rejected') throw new Error(result.error);
  const { correct, score, feedback, next } = result;
  return { correct, score, feedback, next };
}

async function seatOf(db: Db, account: string, attempt: string): Promise<Seat | null> {
  if (!validate(attempt)) return null;
  const [row] = await db.$client<
    (Omit<Seat, 'contents' | 'startedAt' | 'deadlineAt'> & {
      startedAt: string;
      deadlineAt: string | null;
    })[]
  >`
    select id, trial, rules, started_at as "startedAt", deadline_at as "deadlineAt",
      (select jsonb_agg(jsonb_build_object('item', item_id, 'version', item_version)
        order by position) from attempt_items where attempt_id = attempts.id) as questions
    from attempts where id = ${attempt} and account_id = ${account}`;
  if (!row) return null;
  return {
    ...row,
    startedAt: new Date(row.startedAt),
    deadlineAt: row.deadlineAt === null ? null : new Date(row.deadlineAt),
    contents: await versions(db, row.questions)
  };
}
