import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stepOf, weeksOf } from './calendar';
import { ticksTo } from './scale';
import { about, ofStreak, spoken } from './words';

test('a calendar is of whole weeks from its Monday to today, gaps included', () => {
  const day = { date: '2026-03-04', answers: 7, correct: 5 };
  const weeks = weeksOf({ from: '2026-03-02', to: '2026-03-10', days: [day] });
  expect(weeks.map(({ monday, days }) => [monday, days.length])).toEqual([
    ['2026-03-02', 7],
    ['2026-03-09', 2]
  ]);
  expect(weeks[0]!.days[2]).toEqual(day);
  expect(weeks[1]!.days[1]).toEqual({ date: '2026-03-10', answers: 0, correct: 0 });
});

test('answers of a day come in four steps', () => {
  expect([0, 1, 9, 10, 24, 25, 49, 50, 400].map(stepOf)).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 4]);
});

test('an axis has three to five round ticks and holds all that is shown', () => {
  expect(ticksTo(7)).toEqual([0, 2, 4, 6, 8]);
  expect(ticksTo(39)).toEqual([0, 10, 20, 30, 40]);
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 100_000, noNaN: true }), (most) => {
      const ticks = ticksTo(most);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
      expect(ticks.length).toBeGreaterThanOrEqual(3);
      expect(ticks.length).toBeLessThanOrEqual(5);
    })
  );
});

test('minutes are told as people tell them', () => {
  expect([0, 0.4, 1, 12.4].map(about)).toEqual([
    'nothing',
    'less than a minute',
    'about 1 minute',
    'about 12 minutes'
  ]);
});

test('a row of days that has ended is told by its best, and how to begin again', () => {
  expect(ofStreak({ current: 0, best: 12, isToday: false, hasGrace: false })).toEqual([
    'Best so far: 12 study days in a row.',
    'A new row begins with one answer.'
  ]);
  expect(ofStreak({ current: 3, best: 12, isToday: false, hasGrace: false })).toEqual([
    '3 study days in a row.',
    'Best so far: 12.',
    'One answer today makes it 4.'
  ]);
});

test('where least is known is told only of what was answered enough', () => {
  const row = (title: string, answered: number, recall: number | null) => ({
    title,
    items: 10,
    answered,
    recall
  });
  const rows = [row('One', 9, 0.9), row('Two', 8, 0.7), row('Three', 2, 0.1), row('Four', 0, null)];
  expect(spoken(rows, 'area')).toBe('19 of 40 questions answered. Least known: Two, 70%.');
  expect(spoken([...rows.slice(2), { ...row('Five', 0, null), items: 0 }], 'area')).toBe(
    '2 of 20 questions answered. They cover 2 of the 3 areas.'
  );
});
