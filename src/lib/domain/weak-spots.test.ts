import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bandOf,
  byWeakness,
  cellOf,
  fewestAnswered,
  standingOf,
  together,
  type Sum
} from './weak-spots';

const sum = fc
  .tuple(fc.integer({ min: 0, max: 12 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([answered, mean]) => ({ answered, sum: answered * mean }));
const sums = fc.array(sum).map((list) => new Map(list.entries()));
const recallsOf = (some: ReadonlyMap<number, Sum>) =>
  [...some.values()].flatMap((each) => cellOf(each).recall ?? []);

test('of too few answers nothing is said', () => {
  const answered = fewestAnswered - 1;
  expect(cellOf({ answered, sum: 0.5 })).toEqual({ answered, recall: null });
  expect(cellOf({ answered: fewestAnswered, sum: fewestAnswered * 0.5 }).recall).toBe(0.5);
});

test('what is too little by topic may be enough together', () => {
  const few = { answered: 2, sum: 1 };
  expect(cellOf(together([few, few]))).toEqual({ answered: 4, recall: 0.5 });
});

test('every student of whom something is said lies in one band, and the mean between them', () => {
  fc.assert(
    fc.property(sums, (sums) => {
      const said = recallsOf(sums);
      const { recall, spread } = standingOf(sums);
      expect(spread.weak + spread.fading + spread.firm).toBe(said.length);
      if (recall === null) expect(said).toEqual([]);
      else {
        expect(recall).toBeGreaterThanOrEqual(Math.min(...said) - 1e-9);
        expect(recall).toBeLessThanOrEqual(Math.max(...said) + 1e-9);
      }
    })
  );
});

test('those who are named are weak, and nobody weaker is left out', () => {
  fc.assert(
    fc.property(sums, (sums) => {
      const { weakest, spread } = standingOf(sums);
      const recalls = weakest.map((student) => cellOf(sums.get(student)!).recall!);
      expect(recalls.every((recall) => bandOf(recall) === 'weak')).toBe(true);
      expect(recalls).toEqual(recalls.toSorted((a, b) => a - b));
      expect(weakest).toHaveLength(Math.min(5, spread.weak));
      const others = new Map([...sums].filter(([student]) => !weakest.includes(student)));
      const bound = recalls.at(-1) ?? 0;
      for (const recall of recallsOf(others)) expect(recall).toBeGreaterThanOrEqual(bound);
    })
  );
});

test('what is weakest comes first, and what nothing is said of last', () => {
  const topics = [0.9, null, 0.2, 0.5].map((recall) => ({ recall }));
  expect(topics.toSorted(byWeakness).map(({ recall }) => recall)).toEqual([0.2, 0.5, 0.9, null]);
});
