import * as v from 'valibot';
import { expect, test } from 'vitest';
import { complaint as complaintOf } from './complaint';
import { clockHours, duration, toTenths } from './hours';
import { Correction, ManualEntry } from './hours-input';

const id = '01930000-0000-7000-8000-00000000000a';
const hour = 3_600_000;

test.each([
  [60 * hour, 60, 60],
  [50 * hour, 50, 60],
  [hour / 2, 60, 0.5]
])('%d ms are, with hours of %d minutes, %d clock hours', (ms, minutes, hours) => {
  expect(clockHours(ms, minutes)).toBe(hours);
});

test.each([
  [1.99, 1.9],
  [2, 2],
  [0.3, 0.3],
  [0.04, 0],
  [-0.04, 0],
  [-1.25, -1.2]
])('%d hours are shown as %d: none that is not full', (hours, shown) => {
  expect(toTenths(hours)).toBe(shown);
});

test.each([
  [0, '0 min'],
  [1500, '2 s'],
  [60_000, '1 min'],
  [119_999, '1 min'],
  [hour + 5 * 60_000, '1 h 05 min'],
  [-12 * 60_000, '−12 min'],
  [-hour, '−1 h 00 min']
])('%d ms are %s', (ms, words) => {
  expect(duration(ms)).toBe(words);
});

const manual = {
  ...{ id, kind: 'make-up', mode: 'in-person', day: '2026-03-10', minutes: 60 },
  reason: 'Made up with Ms. B'
};
test.each([
  [{}, null],
  [{ minutes: 24 * 60 + 1 }, /24 hours/],
  [{ minutes: 0 }, /at least 1/],
  [{ minutes: 1.5 }, /whole minutes/],
  [{ day: '2026-02-30' }, /no such date/],
  [{ reason: ' ' }, /Say why/],
  [{ subject: 'No Id' }, /Choose a subject/],
  [{ kind: 'online' }, /Choose a kind/],
  [{ kind: 'transfer' }, /Give this field/],
  [
    { kind: 'transfer', from: 'Other School', document: 'Transcript of 2026-01-05', minutes: 6000 },
    null
  ]
])('an entry by hand with %j', (change, complaint) => {
  const { issues } = v.safeParse(ManualEntry, { ...manual, ...change });
  if (complaint) expect(issues?.map((issue) => complaintOf(issue)).join()).toMatch(complaint);
  else expect(issues).toBeUndefined();
});

test('a correction says what the line is worth in all, and why', () => {
  const good = { id, entry: id, seenMs: 5, minutes: 0, reason: 'Was not there' };
  expect(v.parse(Correction, good)).toEqual(good);
  expect(v.safeParse(Correction, { ...good, minutes: -1 }).success).toBe(false);
  expect(v.safeParse(Correction, { ...good, reason: '' }).success).toBe(false);
});
