import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom, shuffle } from './shuffle';

test('a shuffled list has the same entries and leaves the given one alone', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.string(), (list, seed) => {
      const before = [...list];
      const shuffled = shuffle(list, seededRandom(seed));
      expect(list).toEqual(before);
      expect(shuffled.toSorted()).toEqual(before.toSorted());
    })
  );
});

test('a seed gives the same numbers each time, all within [0, 1)', () => {
  fc.assert(
    fc.property(fc.string(), (seed) => {
      const [one, two] = [seededRandom(seed), seededRandom(seed)];
      for (let i = 0; i < 20; i++) {
        const number = one();
        expect(two()).toBe(number);
        expect(number).toBeGreaterThanOrEqual(0);
        expect(number).toBeLessThan(1);
      }
    })
  );
});

test('each entry comes to each place about equally often', () => {
  const list = [0, 1, 2, 3];
  const seeds = 4000;
  const counts = list.map(() => list.map(() => 0));
  for (let seed = 0; seed < seeds; seed++)
    shuffle(list, seededRandom(`showing ${seed}`)).forEach((entry, place) => {
      counts[entry]![place]!++;
    });
  // 1000 each on average, with a standard deviation of 27.
  for (const count of counts.flat()) expect(Math.abs(count - 1000)).toBeLessThan(140);
});

test('seeds that differ in one sign give orders of their own', () => {
  const list = Array.from({ length: 10 }, (_, i) => i);
  const seeds = Array.from({ length: 100 }, (_, i) => `0190-answer-${i}`);
  const orders = seeds.map((seed) => shuffle(list, seededRandom(seed)).join());
  expect(new Set(orders).size).toBe(100);
});
