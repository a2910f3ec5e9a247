import fc from 'fast-check';
import { expect, test } from 'vitest';
import { item } from './arbitraries';
import { compatible, partsOf, type Part } from './doings';
import {
  grade,
  keyOf,
  needsGrader,
  parseResponse,
  passMark,
  type Item,
  type Response
} from './registry';

function respond(to: Item, parts: readonly Part[]): Response {
  const empty = parseResponse(to, {});
  if ('error' in empty) throw new Error(empty.error);
  return parts.reduce((response, part) => part.addTo(response), empty.response);
}
const score = (of: Item, parts: readonly Part[]) => grade(of, respond(of, parts)).score;

/** An item and things done with it that do not exclude each other. */
const answered = item.chain((item) => {
  const parts = partsOf(item);
  return fc.tuple(
    fc.constant(item),
    fc.shuffledSubarray(parts, { minLength: 0, maxLength: parts.length }).map(compatible)
  );
});

test('the key scores 1, and so does every right part together', () => {
  fc.assert(
    fc.property(item, (item) => {
      const keyed = grade(item, keyOf(item));
      expect(keyed.score).toBe(1);
      expect(keyed.marks.every((mark) => mark.right)).toBe(true);
      expect(score(item, compatible(partsOf(item).filter((part) => part.right)))).toBe(1);
    })
  );
});

test('an empty answer scores 0', () => {
  fc.assert(
    fc.property(item, (item) => {
      expect(score(item, [])).toBe(0);
    })
  );
});

test('a score lies within 0 and 1, and 1 means that nothing is wrong', () => {
  fc.assert(
    fc.property(answered, ([item, parts]) => {
      const { score, marks } = grade(item, respond(item, parts));
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
      expect(score === 1).toBe(marks.every((mark) => mark.right));
    })
  );
});

test('adding something right never lowers a score, adding something wrong never raises it', () => {
  fc.assert(
    fc.property(answered, ([item, parts]) => {
      const before = score(item, parts.slice(1));
      const [added] = parts;
      if (!added) return;
      const after = score(item, parts);
      if (added.right) expect(after).toBeGreaterThanOrEqual(before);
      else expect(after).toBeLessThanOrEqual(before);
    })
  );
});

test('only wrong things score 0', () => {
  fc.assert(
    fc.property(answered, ([item, parts]) => {
      const wrong = parts.filter((part) => !part.right);
      // Half of a true-or-false answer is its verdict; a right reason for a wrong one earns nothing.
      expect(score(item, wrong)).toBe(0);
    })
  );
});

test('the order in which the author wrote an item is irrelevant', () => {
  const reversed = (item: Item) =>
    Object.fromEntries(
      Object.entries(item).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.toReversed() : value
      ])
    ) as Item;
  fc.assert(
    fc.property(answered, ([item, parts]) => {
      if (item.type === 'order') return; // which is its key
      const one = grade(item, respond(item, parts));
      const other = grade(reversed(item), respond(item, parts.toReversed()));
      const byPart = (a: { part: string }, b: { part: string }) => (a.part < b.part ? -1 : 1);
      expect(other.score).toBe(one.score);
      expect(other.marks.toSorted(byPart)).toEqual(one.marks.toSorted(byPart));
    })
  );
});

test('a whole answer is told part by part, each with its reason', () => {
  fc.assert(
    fc.property(answered, ([item, parts]) => {
      const { marks } = grade(item, respond(item, parts));
      expect(new Set(marks.map(({ part }) => part)).size).toBe(marks.length);
      for (const { part, feedback } of marks)
        // A unit has nothing of its own to say, nor has a point that touches no place.
        if (!needsGrader(item) && part !== 'unit' && part !== '(x, y)')
          expect(feedback).toMatch(/^secret/);
      if (parts.some((part) => !part.right && part.slots[0] !== 'reason'))
        expect(marks.filter((mark) => !mark.right)).not.toEqual([]);
    })
  );
});

test('the pass mark lies above 0, so that an empty answer never passes', () => {
  fc.assert(
    fc.property(item, (item) => {
      expect(passMark(item)).toBeGreaterThan(0);
      expect(passMark(item)).toBeLessThanOrEqual(1);
    })
  );
});
