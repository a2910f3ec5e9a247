import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gain, recallIfReviewed } from './gain';
import { Again, fsrs6, Good } from './memory';

const memory = fc.record({
  stability: fc.double({ min: 0.1, max: 2000, noNaN: true }),
  difficulty: fc.double({ min: 1, max: 10, noNaN: true })
});
const days = fc.nat(400);
const ahead = fc.nat(365);
/** ts-fsrs rounds to eight digits. */
const rounding = 1e-7;

test('by hand: known or missed and retried, less what it would be, over the answers it takes', () => {
  const card = { memory: { stability: 10, difficulty: 5 }, days: 20 };
  const known = 0.84588;
  const right = fsrs6.next(card.memory, 20, Good);
  const missed = fsrs6.next(fsrs6.next(card.memory, 20, Again), 0, Good);
  const expected =
    known * fsrs6.recall(right.stability, 30) + (1 - known) * fsrs6.recall(missed.stability, 30);
  expect(recallIfReviewed(card, 30)).toBeCloseTo(expected, 5);
  // 50 days after the last answer recall at a stability of 10 days is .76053
  expect(gain(card, 30)).toBeCloseTo((expected - 0.76053) / (2 - known), 4);
});

test('what is expected is a probability, and a repetition never makes it less', () => {
  fc.assert(
    fc.property(memory, days, ahead, (memory, days, ahead) => {
      const reviewed = recallIfReviewed({ memory, days }, ahead);
      expect(reviewed).toBeGreaterThanOrEqual(
        fsrs6.recall(memory.stability, days + ahead) - rounding
      );
      expect(reviewed).toBeLessThanOrEqual(1);
    })
  );
});

test('a gain lies between 0 and 1, and is no more than what is lacking', () => {
  fc.assert(
    fc.property(memory, days, ahead, (memory, days, ahead) => {
      const worth = gain({ memory, days }, ahead);
      expect(worth).toBeGreaterThanOrEqual(-rounding);
      expect(worth).toBeLessThanOrEqual(1 - fsrs6.recall(memory.stability, days + ahead));
    })
  );
});

test('on the day itself the least remembered is worth most', () => {
  const worth = [1, 5, 20, 60].map((days) =>
    gain({ memory: { stability: 10, difficulty: 5 }, days }, 0)
  );
  expect(worth).toEqual(worth.toSorted((a, b) => a - b));
});

test('what was just answered is worth little, what is long due much', () => {
  const at = (days: number) => gain({ memory: { stability: 10, difficulty: 5 }, days }, 7);
  expect(at(0)).toBeLessThan(0.01);
  expect(at(10)).toBeGreaterThan(0.05);
});

test('it follows the model that is given', () => {
  const card = { memory: { stability: 10, difficulty: 5 }, days: 10 };
  const forgetful = { ...fsrs6, recall: () => 0.5 };
  expect(gain(card, 7, forgetful)).toBe(0);
});

test('a thousand cards take less than 20 ms', () => {
  const round = () => {
    const start = performance.now();
    for (let i = 0; i < 1000; i++)
      gain({ memory: { stability: 1 + i / 10, difficulty: 5 }, days: i % 60 }, 7);
    return performance.now() - start;
  };
  // The best of several: another process may take the processor for a while.
  expect(Math.min(...Array.from({ length: 10 }, round))).toBeLessThan(20);
});

test.each([
  [{ stability: NaN, difficulty: 5 }, 1, 7],
  [{ stability: 5, difficulty: 5 }, -1, 7],
  [{ stability: 5, difficulty: 5 }, 0, -1]
])('%j after %d days, %d ahead is refused', (memory, days, ahead) => {
  expect(() => gain({ memory, days }, ahead)).toThrow(RangeError);
});
