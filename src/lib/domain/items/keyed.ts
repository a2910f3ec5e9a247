/** What of a question decides what an answer is worth; all else is words. */
import { needsGrader, type Item } from './registry';

/** Fields that no grading looks at. */
const words = new Set(
  (
    'stem hint explanation objective area sources case reserved passMark text feedback misconception ' +
    'wrong figure alt leads then'
  ).split(' ')
);

/** @returns whether an answer to one of the two may be worth something else by the other */
export const isKeyedOtherwise = (before: Item, after: Item): boolean =>
  keyOf(before) !== keyOf(after);

/** The same for questions with the same key; parts that are wrong whatever is done say nothing. */
function keyOf(item: Item): string {
  if (needsGrader(item)) return '';
  const order = item.type === 'order' ? item.entries.map(({ id }) => id) : [];
  return JSON.stringify([order, bare(item)]);
}

function bare(value: unknown): unknown {
  if (Array.isArray(value)) {
    const parts = value.map((part) => (typeof part === 'string' ? part : bare(part)));
    return parts
      .map((part) => JSON.stringify(part))
      .filter((part) => !isIdle(part))
      .sort();
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, inner]) => !words.has(name) && inner !== undefined && name !== 'type')
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, bare(inner)])
  );
}

/** A part that has a name and is not right. */
const isIdle = (part: string) => /^\{("correct":false,)?"id":"[^"]*"\}$/.test(part);
