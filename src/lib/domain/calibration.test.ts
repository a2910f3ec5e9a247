import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bias,
  calibration,
  chanceOfRight,
  fewestForetold,
  fullest,
  type Foretold
} from './calibration';

/** So many answers of which we said the same, `right` of them right and `known` known. */
const many = (
  n: number,
  recall: number,
  given: { optionCount?: number; right?: number; known?: number } = {}
): Foretold[] => {
  const { optionCount = null, right = n, known = right } = given;
  return Array.from({ length: n }, (_, i) => ({
    recall,
    optionCount,
    isRight: i < right,
    isKnown: i < known
  }));
};

test('what is not remembered is guessed rightly once in so many times', () => {
  expect(chanceOfRight(0.8, null)).toBe(0.8);
  expect(chanceOfRight(0.8, 4)).toBeCloseTo(0.85, 12);
  expect(chanceOfRight(0, 2)).toBe(0.5);
  expect(chanceOfRight(1, 4)).toBe(1);
});

test('of few answers nothing is said', () => {
  expect(calibration(many(fewestForetold - 1, 0.9))).toBeNull();
  expect(calibration(many(fewestForetold, 0.9))).not.toBeNull();
});

test('like is held against like', () => {
  // Of 100 questions with four options 88 were right; 6 of those were said to be guesses.
  const found = calibration(many(100, 0.84, { optionCount: 4, right: 88, known: 82 }))!;
  expect(found.bins).toEqual([found.all]);
  expect(found.all.n).toBe(100);
  expect(found.all.said).toBeCloseTo(0.88, 9);
  expect(found.all.right.share).toBe(0.88);
  expect(found.all.recall).toBeCloseTo(0.84, 9);
  expect(found.all.known.share).toBe(0.82);
  expect(found.all.right.low).toBeCloseTo(0.8018, 3);
});

test('answers are put together by the chance that we said, its lower edge included', () => {
  const answers = [
    ...many(30, 0.9, { right: 27 }),
    ...many(10, 0.8, { right: 8 }),
    ...many(10, 0.8, { optionCount: 2, right: 10 }),
    ...many(10, 0, { right: 0 })
  ];
  const { bins } = calibration(answers)!;
  expect(bins.map(({ n, said }) => [n, Number(said.toFixed(3))])).toEqual([
    [10, 0],
    [10, 0.8],
    [40, 0.9]
  ]);
  expect(fullest(bins).right.share).toBeCloseTo(37 / 40, 12);
});

test('few answers say nothing by themselves: they go with what is nearest above, or below', () => {
  const answers = [...many(4, 0.1), ...many(8, 0.65), ...many(50, 0.86), ...many(9, 0.97)];
  expect(calibration(answers)!.bins.map(({ n }) => n)).toEqual([12, 59]);
});

test('a difference that chance explains is none', () => {
  const [close] = calibration(many(100, 0.8, { right: 77 }))!.bins;
  expect(bias(close!)).toBe(0);
  const [off] = calibration(many(100, 0.8, { right: 60 }))!.bins;
  expect(bias(off!)).toBeCloseTo(-0.2, 9);
});

test('every answer is in one bin, and the whole is the mean of its bins', () => {
  const foretold = fc
    .record({
      recall: fc.double({ min: 0, max: 1, noNaN: true }),
      optionCount: fc.option(fc.integer({ min: 2, max: 200 })),
      isRight: fc.boolean()
    })
    .map((answer) => ({ ...answer, isKnown: answer.isRight }));
  fc.assert(
    fc.property(fc.array(foretold, { minLength: fewestForetold, maxLength: 120 }), (answers) => {
      const { all, bins } = calibration(answers)!;
      expect(bins.reduce((n, bin) => n + bin.n, 0)).toBe(answers.length);
      const said = bins.reduce((sum, bin) => sum + bin.n * bin.said, 0) / answers.length;
      expect(said).toBeCloseTo(all.said, 9);
      expect(all.said).toBeGreaterThanOrEqual(all.recall - 1e-9);
      const order = bins.map((bin) => bin.said);
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    })
  );
});
