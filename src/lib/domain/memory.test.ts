import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  Again,
  defaultWeights,
  Easy,
  fsrs6,
  Good,
  Hard,
  longestInterval,
  memoryModel,
  type Memory,
  type Rating
} from './memory';

/** A printed figure: tolerance 1e-4. */
const near = (value: number) => expect.closeTo(value, 4);

const ratings: Record<string, Rating> = { A: Again, H: Hard, G: Good, E: Easy };

/** @param chain days since the last answer and the rating, as in `0G 2G 11A` */
function run(chain: string, model = fsrs6): Memory[] {
  const states: Memory[] = [];
  for (const [, days, letter] of chain.matchAll(/(\d+)([AHGE])/g))
    states.push(model.next(states.at(-1) ?? null, Number(days), ratings[letter!]!));
  return states;
}

describe('the figures that are published for FSRS-6', () => {
  test('weights', () => {
    expect(defaultWeights).toEqual([
      0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835,
      0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542
    ]);
  });

  test.each([
    ['Again', Again, 0.212, 6.4133],
    ['Hard', Hard, 1.2931, 5.11217],
    ['Good', Good, 2.3065, 2.1181],
    ['Easy', Easy, 8.2956, 1]
  ] as const)('a first %s', (_, rating, stability, difficulty) => {
    expect(fsrs6.next(null, 0, rating)).toEqual({
      stability: near(stability),
      difficulty: near(difficulty)
    });
  });

  test.each([
    ['0G 2G 11G 46G 163G', [2.3065, 10.96433, 46.28022, 162.8622, 497.4472], 2.090586],
    ['0G 2A 1G 3G', [2.3065, 0.60758, 2.400404, 7.122749], 7.370183],
    ['0E 8H 10A 0G 1G', [8.2956, 26.704183, 2.053143, 2.057544, 3.746491], 7.990993],
    ['0H 1G 5E', [1.2931, 4.546029, 27.030634], 3.450928],
    ['0G 10G', [2.3065, 25.10872], 2.111214]
  ])('%s', (chain, stabilities, difficulty) => {
    const states = run(chain);
    expect(states.map(({ stability }) => stability)).toEqual(stabilities.map(near));
    expect(states.at(-1)!.difficulty).toEqual(near(difficulty));
  });

  test('with and without the rule for the same day', () => {
    const chain = '0A 0G 1G 3G 8G 21G';
    expect(run(chain).at(-1)).toEqual({ stability: near(53.62691), difficulty: near(6.3574867) });
    const longTerm = memoryModel(defaultWeights, false);
    expect(run(chain, longTerm).at(-1)!.stability).toEqual(near(53.335106));
  });

  test('recall at a stability of ten days', () => {
    expect([1, 5, 10, 20, 50, 100].map((days) => fsrs6.recall(10, days))).toEqual(
      [0.98568, 0.94034, 0.9, 0.84588, 0.76053, 0.69283].map(near)
    );
  });

  test('interval at a stability of ten days, by target', () => {
    expect([0.7, 0.8, 0.85, 0.9, 0.95].map((target) => fsrs6.interval(10, target))).toEqual([
      93, 33, 19, 10, 4
    ]);
  });
});

describe('what would spoil a schedule silently is refused', () => {
  const changed = (at: number, weight: number) => defaultWeights.with(at, weight);
  test.each([
    ['one too few', defaultWeights.slice(1)],
    ['one too many', [...defaultWeights, 0.1]],
    ['none', []],
    ['no number', changed(3, NaN)],
    ['infinite', changed(8, Infinity)],
    ['below its bounds', changed(20, -0.1542)],
    ['above its bounds', changed(20, 5)]
  ])('weights: %s', (_, weights) => {
    expect(() => memoryModel(weights)).toThrow(RangeError);
  });

  test.each([
    ['stability', { stability: NaN, difficulty: 5 }, 1],
    ['difficulty', { stability: 5, difficulty: NaN }, 1],
    ['days', { stability: 5, difficulty: 5 }, NaN]
  ])('NaN as %s', (_, memory, days) => {
    for (const rating of [Again, Hard, Good, Easy] as const)
      expect(() => fsrs6.next(memory, days, rating)).toThrow(RangeError);
  });

  test('negative time', () => {
    expect(() => fsrs6.next({ stability: 5, difficulty: 5 }, -1, Good)).toThrow();
    expect(() => fsrs6.recall(5, -1)).toThrow(RangeError);
  });

  test.each([
    [NaN, 0.9],
    [0, 0.9],
    [-3, 0.9],
    [10, NaN],
    [10, 0],
    [10, 1]
  ])('an interval of stability %d at target %d', (stability, target) => {
    expect(() => fsrs6.interval(stability, target)).toThrow(RangeError);
  });

  test.each([NaN, 0, -1])('a recall of stability %d', (stability) => {
    expect(() => fsrs6.recall(stability, 1)).toThrow(RangeError);
  });
});

describe('whatever the memory', () => {
  const stability = fc.double({ min: 0.001, max: 36_500, noNaN: true });
  const memory = fc.record({ stability, difficulty: fc.double({ min: 1, max: 10, noNaN: true }) });
  const days = fc.integer({ min: 0, max: 36_500 });
  const laterDays = fc.integer({ min: 1, max: 36_500 });
  const rating = fc.constantFrom(Again, Hard, Good, Easy);
  const target = fc.double({ min: 0.5, max: 0.99, noNaN: true });
  /** ts-fsrs rounds to eight digits. */
  const rounding = 1e-8;

  test('recall falls with time, from 1', () => {
    fc.assert(
      fc.property(stability, days, laterDays, (s, t, more) => {
        expect(fsrs6.recall(s, 0)).toBe(1);
        expect(fsrs6.recall(s, t + more)).toBeLessThan(fsrs6.recall(s, t));
        expect(fsrs6.recall(s, t + more)).toBeGreaterThan(0);
      })
    );
  });

  test('stability is the days until recall is 0.9', () => {
    fc.assert(
      fc.property(stability, (s) => {
        expect(fsrs6.recall(s, s)).toBeCloseTo(0.9, 6);
      })
    );
  });

  test('knowing it on a later day does not weaken it', () => {
    fc.assert(
      fc.property(memory, laterDays, fc.constantFrom(Hard, Good, Easy), (before, t, grade) => {
        const after = fsrs6.next(before, t, grade);
        expect(after.stability).toBeGreaterThanOrEqual(before.stability - rounding);
      })
    );
  });

  test('knowing it well again on the same day does not weaken it', () => {
    fc.assert(
      fc.property(memory, fc.constantFrom(Good, Easy), (before, grade) => {
        const after = fsrs6.next(before, 0, grade);
        expect(after.stability).toBeGreaterThanOrEqual(before.stability - rounding);
      })
    );
  });

  test('forgetting it does not strengthen it', () => {
    fc.assert(
      fc.property(memory, days, (before, t) => {
        const after = fsrs6.next(before, t, Again);
        expect(after.stability).toBeLessThanOrEqual(before.stability + rounding);
      })
    );
  });

  test('difficulty stays within 1 and 10, stability above 0', () => {
    fc.assert(
      fc.property(memory, days, rating, (before, t, grade) => {
        const after = fsrs6.next(before, t, grade);
        expect(after.difficulty).toBeGreaterThanOrEqual(1);
        expect(after.difficulty).toBeLessThanOrEqual(10);
        expect(after.stability).toBeGreaterThan(0);
      })
    );
  });

  test('a better rating never comes back sooner', () => {
    fc.assert(
      fc.property(fc.option(memory), days, target, (before, t, r) => {
        const elapsed = before ? t : 0;
        const intervals = ([Again, Hard, Good, Easy] as const).map((grade) =>
          fsrs6.interval(fsrs6.next(before, elapsed, grade).stability, r)
        );
        expect(intervals).toEqual(intervals.toSorted((a, b) => a - b));
      })
    );
  });

  test('intervals grow with stability, shrink with the target, and are whole days to a cap', () => {
    fc.assert(
      fc.property(stability, stability, target, target, (s1, s2, r1, r2) => {
        const [weak, strong] = [Math.min(s1, s2), Math.max(s1, s2)];
        const [low, high] = [Math.min(r1, r2), Math.max(r1, r2)];
        expect(fsrs6.interval(weak, r1)).toBeLessThanOrEqual(fsrs6.interval(strong, r1));
        expect(fsrs6.interval(s1, high)).toBeLessThanOrEqual(fsrs6.interval(s1, low));
        const days = fsrs6.interval(s1, r1);
        expect(days).toBe(Math.round(days));
        expect(days).toBeGreaterThanOrEqual(1);
        expect(days).toBeLessThanOrEqual(longestInterval);
      })
    );
  });
});
