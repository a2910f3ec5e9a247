import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { budgetOn, minutesOf, paceOf, secondsFor, secondsOf, usualSeconds, within } from './budget';
import { defaultPlan } from './plan';

/** 2026-11-23, a Monday. */
const monday = 20_780;

test('a day has the minutes of the plan, an easy one half of them, a pause none', () => {
  const plan = { ...defaultPlan, dailyMinutes: 30, easyDays: [2 as const] };
  expect(budgetOn(plan, monday)).toBe(1800);
  expect(budgetOn(plan, monday + 1)).toBe(900);
  expect(budgetOn({ ...plan, pause: { from: monday, until: monday + 1 } }, monday + 1)).toBe(0);
  expect(budgetOn({ ...plan, pause: { from: monday, until: monday + 1 } }, monday + 2)).toBe(1800);
});

describe('the pace', () => {
  const answers = (type: string, count: number, seconds: number) =>
    Array.from({ length: count }, () => ({ type, latencyMs: seconds * 1000 }));

  test('is the usual one before there are answers', () => {
    expect(paceOf([])('choice')).toBe(usualSeconds);
  });
  test('is that of the type from five answers on, else that of all', () => {
    const pace = paceOf([...answers('choice', 5, 10), ...answers('note', 1, 40)]);
    expect(pace('choice')).toBe(10);
    expect(pace('note')).toBe(15);
    expect(pace('order')).toBe(15);
  });
  test('counts no answer for more than a minute: somebody was away', () => {
    expect(paceOf(answers('note', 5, 3600))('note')).toBe(60);
  });
});

test('a card takes its answer, and another as likely as it is missed', () => {
  expect(secondsFor(10, 1)).toBe(10);
  expect(secondsFor(10, 0.5)).toBe(15);
  expect(secondsFor(10, null)).toBeCloseTo(13);
});

test('what fits is the beginning, and reaches beyond by one entry at most', () => {
  const lists = fc.array(fc.record({ seconds: fc.double({ min: 0.1, max: 60, noNaN: true }) }));
  fc.assert(
    fc.property(lists, fc.double({ min: -10, max: 600, noNaN: true }), (list, seconds) => {
      const taken = within(list, seconds);
      expect(taken).toEqual(list.slice(0, taken.length));
      expect(secondsOf(taken.slice(0, -1))).toBeLessThan(Math.max(seconds, 0.1) + 1e-6);
      if (taken.length < list.length)
        expect(secondsOf(taken)).toBeGreaterThanOrEqual(Math.max(0, seconds) - 1e-6);
    })
  );
});

test.each([
  [0, 0],
  [1, 1],
  [60, 1],
  [61, 2]
])('%d seconds are %d minutes', (seconds, minutes) => {
  expect(minutesOf(seconds)).toBe(minutes);
});
