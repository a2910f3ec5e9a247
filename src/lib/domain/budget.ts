/** What a day's review may take, and what each answer of it takes, in seconds. */
import { maxLatencyMs } from './answer';
import { isEasy, isPaused, type Plan } from './plan';

/** Seconds an answer takes before the learner's own times are known. */
export const usualSeconds = 20;
/** Answers to a type from which on its own mean tells more than that of all. */
const enough = 5;
/** Of questions never seen before so many are answered rightly, fresh from the lesson. */
const knownAtFirst = 0.7;
/** An easy day has this part of the others' time. */
const easyShare = 0.5;

/** @returns the seconds that the plan gives to a day: half on an easy one, none in a pause */
export function budgetOn(plan: Plan, day: number): number {
  if (isPaused(plan, day)) return 0;
  return plan.dailyMinutes * 60 * (isEasy(plan, day) ? easyShare : 1);
}

/** What an answer to an item of a type takes the learner. */
export type SecondsOf = (type: string) => number;

/**
 * @param recent the learner's latest answers
 * @returns the mean of the type where enough is known of it, else the mean of all
 */
export function paceOf(recent: readonly { type: string; latencyMs: number }[]): SecondsOf {
  const all = mean(recent) ?? usualSeconds;
  const types = new Map<string, number>();
  for (const type of new Set(recent.map((answer) => answer.type))) {
    const own = recent.filter((answer) => answer.type === type);
    types.set(type, own.length < enough ? all : mean(own)!);
  }
  return (type) => types.get(type) ?? all;
}

const mean = (answers: readonly { latencyMs: number }[]) =>
  answers.length > 0
    ? answers.reduce((sum, { latencyMs }) => sum + Math.min(latencyMs, maxLatencyMs), 0) /
      answers.length /
      1000
    : null;

/**
 * A card takes one answer, and another when it is missed.
 * @param recall before the answer, 0 to 1; null for what was never asked
 */
export const secondsFor = (secondsEach: number, recall: number | null) =>
  secondsEach * (2 - (recall ?? knownAtFirst));

export const secondsOf = (entries: readonly { seconds: number }[]) =>
  entries.reduce((sum, { seconds }) => sum + seconds, 0);

/**
 * @param entries the most important first
 * @returns their beginning that fills `seconds`; the last may reach beyond, so that a little time
 *   is no reason to do nothing
 */
export function within<T extends { seconds: number }>(entries: readonly T[], seconds: number): T[] {
  let left = seconds;
  const end = entries.findIndex((entry) => {
    if (left <= 0) return true;
    left -= entry.seconds;
    return false;
  });
  return end < 0 ? [...entries] : entries.slice(0, end);
}

/** @returns whole minutes, at least 1 where there is anything to do */
export const minutesOf = (seconds: number) => Math.ceil(seconds / 60);
