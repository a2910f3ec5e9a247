/** In which order the questions of a day are asked, and why each of them. */
import { apart, type Placed } from './apart';

export const reasons = [
  'due',
  'missed',
  'new',
  'warm-up',
  'early',
  'exam',
  'last-look',
  'assigned'
] as const;
export type Reason = (typeof reasons)[number];

/** How many other items stand between a miss and its retry. */
const retryAfter = 3;
/** A new item follows this many others. */
const othersPerNew = 2;
/** A session begins with so many easy ones, if it is long enough to need a beginning. */
const warmUps = 3;
const longEnough = 10;
const easyFrom = 0.8;
/** Every so many places go to what has waited longest, if it has waited so many days. */
const guardEvery = 4;
const patience = 7;

/** A question that was answered before. */
export interface Known extends Placed {
  item: string;
  /** Probability of recall now, 0 to 1. */
  recall: number;
  /** What a repetition gains; more is to be asked first. */
  worth: number;
  /** Study days since it was due: 0 today, below 0 before. */
  waited: number;
}
export interface Queued<T> {
  entry: T;
  reason: Reason;
}

/**
 * What is worth most comes first (measured: the best order of a backlog). But what is worth little
 * would wait for ever where there is always something better: so the first place and every fourth
 * after it go to what has waited longest.
 */
export function byWorth<T extends Known>(due: readonly T[]): T[] {
  const rest = new Set([...due].sort((a, b) => b.worth - a.worth || (a.item < b.item ? -1 : 1)));
  const longest = [...rest]
    .filter(({ waited }) => waited >= patience)
    .sort((a, b) => b.waited - a.waited);
  const result: T[] = [];
  const take = (entry: T) => {
    rest.delete(entry);
    result.push(entry);
  };
  let waiting = 0;
  for (const entry of rest) {
    while (result.length % guardEvery === 0 && waiting < longest.length) {
      const next = longest[waiting++]!;
      if (rest.has(next)) take(next);
    }
    if (rest.has(entry)) take(entry);
  }
  return result;
}

/**
 * The order of a session: a few easy ones to warm up, then the rest with a new one after every
 * two, and today's misses last; topics are mixed, and siblings stand apart.
 * @param chosen all that is asked, the most important first
 * @param count how many are needed: the rest is left out
 * @param isBegun whether something was reviewed today already
 */
export function queue<T extends Placed & { recall: number | null }>(
  chosen: readonly Queued<T>[],
  count: number,
  isBegun: boolean
): Queued<T>[] {
  const warm = isBegun ? [] : warmUp(chosen);
  const rest = chosen.filter((each) => !warm.includes(each));
  const of = (...some: Reason[]) => rest.filter(({ reason }) => some.includes(reason));
  const segments = [
    warm.map(({ entry }) => ({ entry, reason: 'warm-up' as const })),
    mixed(of('due', 'exam', 'last-look', 'early'), of('new')),
    of('missed')
  ];
  const ordered: Queued<T>[] = [];
  for (const segment of segments) {
    const flat = segment.map((queued) => ({ ...queued.entry, queued }));
    const last = ordered.at(-1);
    const before = last && { ...last.entry, queued: last };
    const parted = apart(flat, before, count - ordered.length);
    ordered.push(...parted.map(({ queued }) => queued));
  }
  return ordered;
}

/** The best known of what is asked again; none of a case, which has an order of its own. */
function warmUp<T extends Placed & { recall: number | null }>(chosen: readonly Queued<T>[]) {
  const again = chosen.filter(({ reason }) => reason === 'due' || reason === 'exam');
  if (again.length < longEnough) return [];
  return again
    .filter(({ entry }) => entry.case === null && entry.recall! >= easyFrom)
    .sort((a, b) => b.entry.recall! - a.entry.recall!)
    .slice(0, warmUps);
}

function mixed<T>(others: readonly T[], fresh: readonly T[]): T[] {
  const newOnes = [...fresh];
  const result: T[] = [];
  others.forEach((entry, i) => {
    result.push(entry);
    if ((i + 1) % othersPerNew === 0) result.push(...newOnes.splice(0, 1));
  });
  return [...result, ...newOnes];
}

/** @returns `ahead` with a missed entry put back in, a few others before it. */
export function retryLater<T>(ahead: readonly T[], missed: T): T[] {
  return [...ahead.slice(0, retryAfter), missed, ...ahead.slice(retryAfter)];
}
