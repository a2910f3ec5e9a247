import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { dateOf, dayOf } from './day';
import { defaultRetention, dueDay, HoldInput, RetentionInput } from './retention';

const due = (date: string, months: number) => dateOf(dueDay(dayOf(date)!, months));

describe('when a rule is due', () => {
  test.each([
    ['2026-03-10', 36, '2029-03-10'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-12-15', 1, '2027-01-15']
  ])('%s and %i months: %s', (left, months, expected) => {
    expect(due(left, months)).toBe(expected);
  });

  test('never earlier for more months or a later day, and never in less than 28 days a month', () => {
    const day = fc.integer({ min: 0, max: 40_000 });
    const months = fc.integer({ min: 1, max: 600 });
    fc.assert(
      fc.property(day, day, months, months, (a, b, m, n) => {
        expect(dueDay(a, m) - a).toBeGreaterThanOrEqual(28 * m);
        if (a <= b) expect(dueDay(a, m)).toBeLessThanOrEqual(dueDay(b, m));
        if (m <= n) expect(dueDay(a, m)).toBeLessThanOrEqual(dueDay(a, n));
      })
    );
  });
});

test('months are whole, or none for good', () => {
  const taken = (attendance: unknown) =>
    v.safeParse(RetentionInput, { months: { ...defaultRetention, attendance }, on: false }).success;
  expect([36, null, 1, 600].every(taken)).toBe(true);
  expect([0, 601, 1.5, NaN, '36', -1].some(taken)).toBe(false);
});

test('a hold has a reason', () => {
  const id = '01930000-0000-7000-8000-00000000000A';
  expect(v.parse(HoldInput, { id, reason: ' A complaint ' })).toEqual({
    ...{ id: id.toLowerCase(), reason: 'A complaint' }
  });
  expect(v.safeParse(HoldInput, { id, reason: ' ' }).success).toBe(false);
  expect(v.safeParse(HoldInput, { id, reason: 'a\0bc' }).success).toBe(false);
});
