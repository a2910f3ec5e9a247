import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wilson } from './interval';

// Newcombe 1998, Statistics in Medicine 17:857-872, table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718]
])('%d of %d lie between %d and %d', (sum, n, low, high) => {
  const found = wilson(sum, n);
  expect(found.share).toBe(sum / n);
  expect(found.low).toBeCloseTo(low, 4);
  expect(found.high).toBeCloseTo(high, 4);
});

const trials = fc
  .integer({ min: 1, max: 100_000 })
  .chain((n) => fc.tuple(fc.double({ min: 0, max: n, noNaN: true }), fc.constant(n)));

test('the share lies within its bounds, and these within 0 and 1', () => {
  fc.assert(
    fc.property(trials, ([sum, n]) => {
      const { share, low, high } = wilson(sum, n);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(share).toBeGreaterThanOrEqual(low);
      expect(high).toBeGreaterThanOrEqual(share);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThan(high);
    })
  );
});

test('the bounds mirror each other, and draw together with more trials', () => {
  fc.assert(
    fc.property(trials, ([sum, n]) => {
      const { low, high } = wilson(sum, n);
      const mirrored = wilson(n - sum, n);
      expect(mirrored.low).toBeCloseTo(1 - high, 9);
      expect(mirrored.high).toBeCloseTo(1 - low, 9);
      const more = wilson(sum * 4, n * 4);
      expect(more.high - more.low).toBeLessThan(high - low);
    })
  );
});
