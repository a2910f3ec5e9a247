/** What a class takes for right in place of the key: by whom, and what belief that shows. */
import { confusionsIn, type Confusion } from './confusion';
import type { Item } from './items/registry';

/** An answer, and by whom it was given; students are told apart by numbers. */
export interface Given {
  response: unknown;
  by: readonly number[];
}

export type SharedConfusion = Omit<Confusion, 'times'> & { by: ReadonlySet<number> };

/**
 * @param given wrong answers to an item; what this version of it cannot read is left out
 * @returns what was taken for right, by the most students first; a student counts once
 */
export function sharedConfusions(item: Item, given: readonly Given[]): SharedConfusion[] {
  const found = new Map<string, SharedConfusion & { by: Set<number> }>();
  for (const { response, by } of given)
    for (const { key, ...confusion } of confusionsIn(item, response)) {
      const known = found.get(key) ?? { ...confusion, by: new Set<number>() };
      for (const student of by) known.by.add(student);
      found.set(key, known);
    }
  return [...found.values()].sort(byMost);
}

/** A belief that wrong answers show, and where. */
export interface Belief<T> {
  misconception: string;
  by: ReadonlySet<number>;
  /** Of the items that showed it, that which showed it in the most students first. */
  items: T[];
}

/**
 * @param confusions of each item
 * @returns the misconceptions that they show, that of the most students first
 */
export function beliefsOf<T>(
  confusions: readonly { item: T; shared: readonly SharedConfusion[] }[]
): Belief<T>[] {
  const found = new Map<string, { by: Set<number>; items: { item: T; by: Set<number> }[] }>();
  for (const { item, shared } of confusions)
    for (const { misconception, by } of shared) {
      if (misconception === null) continue;
      const known = found.get(misconception) ?? { by: new Set(), items: [] };
      let here = known.items.find((each) => each.item === item);
      if (!here) known.items.push((here = { item, by: new Set() }));
      for (const student of by) {
        known.by.add(student);
        here.by.add(student);
      }
      found.set(misconception, known);
    }
  return [...found]
    .map(([misconception, { by, items }]) => ({
      misconception,
      by,
      items: items.toSorted(byMost).map(({ item }) => item)
    }))
    .sort(byMost);
}

const byMost = (a: { by: ReadonlySet<number> }, b: { by: ReadonlySet<number> }) =>
  b.by.size - a.by.size;
