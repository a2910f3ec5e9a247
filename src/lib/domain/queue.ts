/** What to study now, in which order, and why. */

export const reasons = ['due', 'missed', 'new'] as const;
export type Reason = (typeof reasons)[number];

/** Beyond this a day's new items crowd out what must be kept. */
export const newPerDay = 20;
/** How many other items stand between a miss and its retry. */
const retryAfter = 3;
/** A new item follows this many due ones. */
const duePerNew = 2;
/** Seconds an answer takes before the learner's own times are known. */
export const usualSeconds = 20;

export interface Due {
  item: string;
  lesson: string;
  /** Probability of recall now, 0 to 1. */
  recall: number;
  /** Answered today, and wrong. */
  missed: boolean;
}
export interface New {
  item: string;
  lesson: string;
}
export interface Queued {
  item: string;
  reason: Reason;
}

/**
 * Orders what is due and what is new. The least remembered comes first (measured: the second best
 * backlog order after expected gain, and within .002 of it), new items are mixed in, today's
 * misses come last, and two items of one lesson stand apart where the rest allows it.
 * @param fresh in the order of the course, already cut to what the day allows
 */
export function queue(due: readonly Due[], fresh: readonly New[]): Queued[] {
  const overdue = apart(due.filter((d) => !d.missed).sort((a, b) => a.recall - b.recall));
  const newOnes = [...fresh];
  const ordered: Queued[] = [];
  overdue.forEach(({ item }, i) => {
    ordered.push({ item, reason: 'due' });
    const next = (i + 1) % duePerNew === 0 ? newOnes.shift() : undefined;
    if (next) ordered.push({ item: next.item, reason: 'new' });
  });
  for (const { item } of newOnes) ordered.push({ item, reason: 'new' });
  for (const { item, missed } of due) if (missed) ordered.push({ item, reason: 'missed' });
  return ordered;
}

/** Greedily takes the next one whose lesson differs from the one before. */
function apart<T extends { lesson: string }>(list: readonly T[]): T[] {
  const rest = [...list];
  const result: T[] = [];
  while (rest.length > 0) {
    const other = rest.findIndex(({ lesson }) => lesson !== result.at(-1)?.lesson);
    result.push(...rest.splice(Math.max(other, 0), 1));
  }
  return result;
}

/** @returns `ahead` with a missed entry put back in, a few others before it. */
export function retryLater<T>(ahead: readonly T[], missed: T): T[] {
  return [...ahead.slice(0, retryAfter), missed, ...ahead.slice(retryAfter)];
}

/**
 * @param secondsEach the learner's own usual time for an answer
 * @returns whole minutes, at least 1 where there is anything to do
 */
export const minutesFor = (count: number, secondsEach: number) =>
  Math.ceil((count * secondsEach) / 60);
