import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fsrs6, longestInterval } from './memory';
import { spacing, windowOf } from './spacing';

const stability = fc.double({ min: 0.01, max: 36_500, noNaN: true });
const target = fc.double({ min: 0.7, max: 0.97, noNaN: true });

test.each([
  [1, 1, 1],
  [2, 2, 2],
  [3, 2, 4],
  [10, 8, 12],
  [30, 27, 33],
  [100, 93, 107]
])('%i days may as well be %i to %i', (days, first, last) => {
  expect(windowOf(days)).toEqual({ first, last });
});

test('an interval stays within its window and its cap, the same for the same seed', () => {
  fc.assert(
    fc.property(stability, target, fc.string(), (s, recall, seed) => {
      const days = spacing(fsrs6, s, recall, seed);
      const { first, last } = windowOf(fsrs6.interval(s, recall));
      expect(days).toBeGreaterThanOrEqual(Math.max(1, first));
      expect(days).toBeLessThanOrEqual(Math.min(last, longestInterval));
      expect(Number.isInteger(days)).toBe(true);
      expect(spacing(fsrs6, s, recall, seed)).toBe(days);
    })
  );
});

test('what is remembered longer is never asked sooner, nor what may be forgotten more', () => {
  fc.assert(
    fc.property(stability, stability, target, target, fc.string(), (a, b, c, d, seed) => {
      const [weak, strong] = [Math.min(a, b), Math.max(a, b)];
      const [low, high] = [Math.min(c, d), Math.max(c, d)];
      expect(spacing(fsrs6, weak, c, seed)).toBeLessThanOrEqual(spacing(fsrs6, strong, c, seed));
      expect(spacing(fsrs6, a, high, seed)).toBeLessThanOrEqual(spacing(fsrs6, a, low, seed));
    })
  );
});
