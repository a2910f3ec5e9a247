import fc from 'fast-check';
import { expect, test } from 'vitest';
import { secondsOf } from './budget';
import { daysAhead, isOpen, takeForward, type Coming } from './levelling';
import { windowOf } from './spacing';

const today = 20_000;
const coming = (item: string, dueIn: number, interval = 20, seconds = 20): Coming => ({
  item,
  seconds,
  lastDay: today + dueIn - interval,
  dueDay: today + dueIn,
  interval
});
const ten = Array.from({ length: 10 }, (_, i) => coming(`${i}`, 1));
const names = (list: Coming[]) => list.map(({ item }) => item);

test('nothing moves where every day ahead has time for what is due', () => {
  expect(takeForward(ten, today, 1000, () => 200)).toEqual([]);
});

test('an easy day gives away what it has no time for, as far as today has', () => {
  const easy = (day: number) => (day === today + 1 ? 100 : 200);
  expect(takeForward(ten, today, 1000, easy)).toHaveLength(5);
  expect(takeForward(ten, today, 70, easy)).toHaveLength(3);
  expect(takeForward(ten, today, 0, easy)).toEqual([]);
});

test('a pause gives away all that its windows allow', () => {
  const short = coming('short', 1, 2);
  expect(windowOf(2).first).toBe(2);
  const taken = takeForward([...ten, short], today, 1000, () => 0);
  expect(names(taken).toSorted()).toEqual(names(ten).toSorted());
});

test('what has waited longest of its interval goes first', () => {
  const list = [coming('short', 1, 10), coming('long', 1, 40)];
  expect(names(takeForward(list, today, 20, () => 0))).toEqual(['long']);
});

const lists = fc
  .array(
    fc.record({
      dueIn: fc.integer({ min: 1, max: 12 }),
      interval: fc.integer({ min: 1, max: 200 }),
      seconds: fc.integer({ min: 5, max: 60 })
    }),
    { maxLength: 40 }
  )
  .map((list) =>
    list.map(({ dueIn, interval, seconds }, i) => coming(`${i}`, dueIn, interval, seconds))
  );
const budgets = fc.array(fc.nat(400), { minLength: daysAhead, maxLength: daysAhead });

test('never beyond a window, never more than today has, never from a day that has time', () => {
  fc.assert(
    fc.property(lists, fc.nat(600), budgets, (list, spare, seconds) => {
      const budget = (day: number) => seconds[day - today - 1] ?? 0;
      const taken = takeForward(list, today, spare, budget);
      expect(new Set(taken).size).toBe(taken.length);
      expect(secondsOf(taken)).toBeLessThanOrEqual(spare);
      for (const review of taken) {
        expect(isOpen(review, today)).toBe(true);
        expect(today).toBeGreaterThanOrEqual(review.lastDay + windowOf(review.interval).first);
        expect(review.dueDay - today).toBeLessThanOrEqual(daysAhead);
      }
      for (const day of new Set(taken.map(({ dueDay }) => dueDay))) {
        const gone = taken.filter(({ dueDay }) => dueDay === day);
        const left = secondsOf(list.filter(({ dueDay }) => dueDay === day)) - secondsOf(gone);
        // the last one taken was still too much for its day
        expect(left + gone.at(-1)!.seconds).toBeGreaterThan(budget(day));
      }
    })
  );
});
