import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bandOf, byWeakness, cellOf, fewestAnswered, standingOf, type Cell } from './weak-spots';

const cell = fc
  .tuple(fc.integer({ min: 0, max: 12 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([answered, mean]) => cellOf(answered, answered * mean));
const cells = fc.array(cell).map((list) => new Map(list.entries()));

test('of too few answers nothing is said', () => {
  expect(cellOf(fewestAnswered - 1, 0.5)).toEqual({ answered: fewestAnswered - 1, recall: null });
  expect(cellOf(fewestAnswered, fewestAnswered * 0.5).recall).toBe(0.5);
});

test('every student of whom something is said lies in one band, and the mean between them', () => {
  fc.assert(
    fc.property(cells, (cells) => {
      const said = [...cells.values()].flatMap(({ recall }) => (recall === null ? [] : [recall]));
      const { recall, spread } = standingOf(cells);
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
    fc.property(cells, (cells) => {
      const { weakest, spread } = standingOf(cells);
      const recalls = weakest.map((student) => cells.get(student)!.recall!);
      expect(recalls.every((recall) => bandOf(recall) === 'weak')).toBe(true);
      expect(recalls).toEqual(recalls.toSorted((a, b) => a - b));
      expect(weakest).toHaveLength(Math.min(5, spread.weak));
      const others = [...cells].filter(([student]) => !weakest.includes(student));
      const bound = recalls.at(-1);
      if (bound !== undefined)
        for (const [, { recall }] of others)
          if (recall !== null) expect(recall).toBeGreaterThanOrEqual(bound);
    })
  );
});

test('what is weakest comes first, and what nothing is said of last', () => {
  const topics = [0.9, null, 0.2, 0.5].map((recall): Cell => ({ answered: 5, recall }));
  expect(topics.toSorted(byWeakness).map(({ recall }) => recall)).toEqual([0.2, 0.5, 0.9, null]);
});
