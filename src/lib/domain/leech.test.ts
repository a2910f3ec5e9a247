import { expect, test } from 'vitest';
import { isLeech, isToldAt } from './leech';

test('a learner is told at the fourth time, and at every second after', () => {
  const told = Array.from({ length: 11 }, (_, i) => i).filter((n) => isToldAt(n - 1, n));
  expect(told).toEqual([4, 6, 8, 10]);
});

test('what was not forgotten now is not told, nor what was taken back', () => {
  for (let n = 0; n < 12; n++) expect(isToldAt(n, n)).toBe(false);
  expect(isToldAt(4, 3)).toBe(false);
});

test('answers that come at once are told of once', () => {
  expect(isToldAt(2, 5)).toBe(true);
  expect(isToldAt(2, 9)).toBe(true);
  expect(isToldAt(0, 3)).toBe(false);
});

test('what keeps for three weeks is hard no more', () => {
  expect(isLeech({ lapses: 4, stability: 0.5 })).toBe(true);
  expect(isLeech({ lapses: 3, stability: 0.5 })).toBe(false);
  expect(isLeech({ lapses: 9, stability: 20.9 })).toBe(true);
  expect(isLeech({ lapses: 9, stability: 21 })).toBe(false);
});
