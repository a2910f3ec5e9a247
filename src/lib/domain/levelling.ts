/**
 * Which reviews of the coming days to take forward to a lighter one. It moves no due day and no
 * memory: an item is only asked on a day that its interval allows as well as the planned one.
 */
import { secondsOf } from './budget';
import { windowOf } from './spacing';

/** How many days ahead are looked at. */
export const daysAhead = 7;

/** A review to come. */
export interface Coming {
  item: string;
  seconds: number;
  lastDay: number;
  dueDay: number;
  /** Days until recall falls to the target, before any spread. */
  interval: number;
}

/** @returns whether the window of a review takes in `day` */
export const isOpen = ({ lastDay, interval }: Coming, day: number) =>
  day >= lastDay + windowOf(interval).first;

/**
 * Relieves the days ahead that ask for more than their time: an easy day, a pause, a peak. The
 * nearest such day first, and of it what has waited longest of its interval.
 * @param coming reviews due after `day`
 * @param spare seconds of `day` that nothing else asks for
 * @param budget the seconds of a day ahead
 * @returns those to ask on `day` already; they take no more than `spare`
 */
export function takeForward<T extends Coming>(
  coming: readonly T[],
  day: number,
  spare: number,
  budget: (day: number) => number
): T[] {
  const taken: T[] = [];
  let left = spare;
  for (let next = day + 1; next <= day + daysAhead; next++) {
    const due = coming.filter(({ dueDay }) => dueDay === next);
    let excess = secondsOf(due) - budget(next);
    for (const review of due.filter((each) => isOpen(each, day)).sort(byAge(day))) {
      if (excess <= 0) break;
      if (review.seconds > left) continue;
      taken.push(review);
      left -= review.seconds;
      excess -= review.seconds;
    }
  }
  return taken;
}

const byAge = (day: number) => (a: Coming, b: Coming) =>
  (day - b.lastDay) / b.interval - (day - a.lastDay) / a.interval || (a.item < b.item ? -1 : 1);
