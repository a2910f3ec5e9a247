/** From marks to words. */
import type { Mark } from '$lib/domain/items/item';

/** `partly`: not the best, but worth a part; `passed`: a wrong option, rightly left alone. */
export type Standing = 'right' | 'partly' | 'wrong' | 'missed' | 'passed';

export function standingOf({ key, given, right, credit = 0 }: Mark): Standing {
  if (typeof key === 'boolean') {
    if (given === true) return key ? 'right' : credit > 0 ? 'partly' : 'wrong';
    return key ? 'missed' : 'passed';
  }
  if (right) return 'right';
  return given === null ? 'missed' : 'wrong';
}

export const markFor = (marks: Mark[] | null, part: string) =>
  marks?.find((mark) => mark.part === part) ?? null;

/** @returns an action of a decision as it is shown: `Proceed` */
export const actionName = (id: string) => id[0]!.toUpperCase() + id.slice(1);

/** @returns the way that a decision was taken, or should have been by whoever did not know */
export const wayTaken = (marks: Mark[]) =>
  marks.find(({ given }) => given === true) ?? marks.find(({ key }) => key === true);

/**
 * @returns for a partly right answer how much of it was: `3 of 5`, `2 of 2, and 1 too many`; ''
 *   where nothing is at its place, though some of an order is right
 */
export function tally(marks: Mark[]): string {
  const asked = marks.filter((mark) => mark.key !== false).length;
  const right = marks.filter((mark) => mark.key !== false && mark.right).length;
  const given = marks.filter((mark) => mark.given !== false && mark.given !== null).length;
  const extra = given - asked;
  if (right === 0) return '';
  return `${right} of ${asked}${extra > 0 ? `, and ${extra} too many` : ''}`;
}

/** @returns whether nothing was answered at all */
export const isUnanswered = (marks: Mark[]) => marks.every(({ given }) => !given);

/** @returns when an item will be asked again, as one says it */
export function comesBack(days: number, inSession: boolean): string {
  if (days <= 0) return `Comes back later ${inSession ? 'in this session' : 'today'}`;
  return days === 1 ? 'Comes back tomorrow' : `Comes back in ${days} days`;
}
