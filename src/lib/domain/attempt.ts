/** An attempt at a quiz: when it may begin, when it ends, what it is worth, what may be told of it. */
import type { Allowance, QuizRules } from './quiz';

const minute = 60_000;

/** Names the one showing of a question in an attempt: its options keep their order by it. */
export const showingOf = (attempt: string, item: string): string => `${attempt}:${item}`;

/**
 * How long after the end an answer given in time may still arrive, in ms: the last seconds of a
 * slow connection must not cost an answer.
 */
export const grace = 30_000;

/** Where a quiz stands for one learner. */
export interface Standing {
  /** Attempts that are over. */
  finished: number;
  allowance: Allowance;
}

/**
 * @returns null where an attempt may begin now, else a sentence that says why not
 */
export function whyNotStart(
  rules: Pick<QuizRules, 'opensAt' | 'closesAt' | 'attempts'>,
  { finished, allowance }: Standing,
  now: Date
): string | null {
  const { opensAt, closesAt, attempts } = rules;
  if (opensAt && now.getTime() < Date.parse(opensAt)) return 'This quiz has not opened yet';
  if (closesAt && now.getTime() >= closes(closesAt, allowance)) return 'This quiz has closed';
  if (attempts !== null && finished >= attempts + allowance.extraAttempts)
    return 'You have used all your attempts at this quiz';
  return null;
}

/** Extra time would be none if the quiz closed over it. */
const closes = (closesAt: string, { extraMinutes }: Allowance) =>
  Date.parse(closesAt) + extraMinutes * minute;

/** @returns when an attempt that begins at `start` ends by itself; null for never. */
export function deadlineOf(
  rules: Pick<QuizRules, 'minutes' | 'closesAt'>,
  allowance: Allowance,
  start: Date
): Date | null {
  const ends: number[] = [];
  if (rules.minutes !== null)
    ends.push(start.getTime() + (rules.minutes + allowance.extraMinutes) * minute);
  if (rules.closesAt) ends.push(closes(rules.closesAt, allowance));
  return ends.length > 0 ? new Date(Math.min(...ends)) : null;
}

/** One question of an attempt, as far as its worth goes. */
export interface Worth {
  /** Whether anything was answered. */
  answered: boolean;
  /** 0 to 1; null while an instructor has yet to grade it. */
  score: number | null;
  /** Taken out of the reckoning, because the question was at fault. */
  dropped: boolean;
}

export interface Outcome {
  /** Mean over the questions that count, 0 to 1; null while one is yet to be graded, or none counts. */
  score: number | null;
  /** Null where the score is, or where the quiz has no pass mark. */
  passed: boolean | null;
}

/** Thirds add up to a little less than a whole in binary fractions. */
const rounded = (share: number) => Math.round(share * 1e9) / 1e9;

/** What a finished attempt comes to. */
export function outcome(
  questions: readonly Worth[],
  { passMark, mustFinish }: Pick<QuizRules, 'passMark' | 'mustFinish'>
): Outcome {
  const counting = questions.filter(({ dropped }) => !dropped);
  const scores = counting.map(({ answered, score }) => (answered ? score : 0));
  if (scores.length === 0 || scores.includes(null)) return { score: null, passed: null };
  const mean = scores.reduce<number>((sum, score) => sum + score!, 0) / scores.length;
  const score = Math.min(1, rounded(mean));
  if (passMark === null) return { score, passed: null };
  const unfinished = mustFinish && counting.some(({ answered }) => !answered);
  return { score, passed: !unfinished && score >= rounded(passMark) };
}

/** Whether a learner may see scores, keys and feedback of a finished attempt. */
export const mayTell = (
  { feedback }: Pick<QuizRules, 'feedback'>,
  { finishedAt, releasedAt }: { finishedAt: Date | null; releasedAt: Date | null }
): boolean => finishedAt !== null && (feedback !== 'on-release' || releasedAt !== null);
