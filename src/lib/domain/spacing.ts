/** How many days until an item is asked again: what memory asks for, spread a little. */
import { longestInterval, type MemoryModel } from './memory';
import { seededRandom } from './shuffle';

/** Shares of an interval by which it may move, from so many days on (as FSRS and Anki do it). */
const spreads = [
  { from: 2.5, to: 7, share: 0.15 },
  { from: 7, to: 20, share: 0.1 },
  { from: 20, to: Infinity, share: 0.05 }
];

/**
 * @param days whole, 1 or more
 * @returns the first and the last day, whole, on which the item may as well be asked
 */
export function windowOf(days: number): { first: number; last: number } {
  if (days < spreads[0]!.from) return { first: days, last: days };
  const spread = spreads.reduce(
    (sum, { from, to, share }) => sum + share * Math.max(0, Math.min(days, to) - from),
    1
  );
  return {
    first: Math.max(2, Math.round(days - spread)),
    last: Math.min(Math.round(days + spread), longestInterval)
  };
}

/**
 * Items learned together would come back together for ever: each is moved within its window, by
 * its own seed, so that a replay moves it alike.
 * @param stability days, above 0
 * @param target recall, 0 to 1, at which it is asked again
 * @param seed of this item and repetition
 * @returns whole days, 1 to `longestInterval`
 */
export function spacing(
  model: MemoryModel,
  stability: number,
  target: number,
  seed: string
): number {
  const { first, last } = windowOf(model.interval(stability, target));
  return first + Math.floor(seededRandom(seed)() * (last - first + 1));
}
