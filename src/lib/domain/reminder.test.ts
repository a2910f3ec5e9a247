import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hourOf, studyDay } from './day';
import { clockOf, isTime, lateHours } from './reminder';

const minute = 60_000;
const day = 24 * 60 * minute;
const zones = [
  'UTC',
  'America/New_York',
  'America/Santiago',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Europe/Helsinki',
  'Europe/Zurich',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago'
];
const wants = (remindHour: number | null) => ({ remindHour, pause: null });

/** Looks every quarter of an hour, as the server does. @returns when a learner is reminded */
function play(from: number, days: number, hour: number, zoneAt: (at: number) => string) {
  const sent: { at: number; day: number }[] = [];
  for (let at = from; at < from + days * day; at += 15 * minute) {
    const clock = clockOf(new Date(at), zoneAt(at));
    const last = sent.at(-1)?.day ?? -Infinity;
    if (isTime(clock, wants(hour)) && last < clock.day) sent.push({ at, day: clock.day });
  }
  return sent;
}

const moments = fc.integer({
  min: Date.UTC(2026, 0, 1) / minute,
  max: Date.UTC(2027, 11, 31) / minute
});

describe('through the year, whatever the clocks do', () => {
  test('each study day has one reminder, at its hour or soon after', () => {
    const run = (start: number, zone: string, hour: number) => {
      const from = start * minute;
      const sent = play(from, 4, hour, () => zone);
      const whole = studyDay(new Date(from), zone) + 1;
      const days = sent.map((one) => one.day);
      expect(new Set(days).size).toBe(days.length);
      expect(days).toEqual(expect.arrayContaining([whole, whole + 1]));
      for (const { at, day } of sent) {
        expect(studyDay(new Date(at), zone)).toBe(day);
        if (day < whole) continue;
        const late = (hourOf(new Date(at), zone) - hour + 24) % 24;
        expect(late).toBeLessThanOrEqual(1);
      }
    };
    const hours = fc.integer({ min: 0, max: 23 }).filter((hour) => hour !== 3);
    fc.assert(fc.property(moments, fc.constantFrom(...zones), hours, run), { numRuns: 300 });
  });

  test.each([
    ['where the clocks leap over the hour', '2026-03-08T05:00:00Z', 'America/New_York', 2, '07:00'],
    ['before they leap', '2026-03-08T05:00:00Z', 'America/New_York', 1, '06:00'],
    ['when the hour comes twice', '2026-11-01T04:00:00Z', 'America/New_York', 1, '05:00'],
    ['in summer', '2026-07-01T08:00:00Z', 'Europe/Zurich', 18, '16:00'],
    ['in winter', '2026-12-01T08:00:00Z', 'Europe/Zurich', 18, '17:00'],
    ['by a half hour', '2026-12-01T08:00:00Z', 'Asia/Kathmandu', 18, '12:15']
  ])('%s: once', (_, from, zone, hour, time) => {
    const sent = play(Date.parse(from), 0.5, hour, () => zone);
    expect(sent.map(({ at }) => new Date(at).toISOString().slice(11, 16))).toEqual([time]);
  });

  test('a day that ends before three, for the clocks leap to four, has none at three', () => {
    const sent = play(Date.parse('2026-03-28T02:00:00Z'), 3, 3, () => 'Europe/Helsinki');
    const days = sent.map(({ at }) => new Date(at).toISOString().slice(0, 10));
    expect(days).toEqual(['2026-03-30', '2026-03-31']);
  });
});

test('who travels is never reminded twice for a day, nor for a day before it', () => {
  const route = fc.array(fc.constantFrom(...zones), { minLength: 1, maxLength: 30 });
  const run = (start: number, stops: string[], hour: number) => {
    const from = start * minute;
    const stay = (7 * day) / stops.length;
    const sent = play(from, 7, hour, (at) => stops[Math.floor((at - from) / stay)] ?? stops[0]!);
    const days = sent.map((one) => one.day);
    expect(days).toEqual([...new Set(days)].toSorted((a, b) => a - b));
  };
  fc.assert(fc.property(moments, route, fc.integer({ min: 0, max: 23 }), run), { numRuns: 100 });
});

test('it may be late, but not by much, and not on the next day', () => {
  const at = (time: string) => clockOf(new Date(`2026-03-10T${time}:00Z`), 'UTC').hours;
  expect(at('18:59')).toEqual([18, 17, 16]);
  expect(at('04:00')).toEqual([4]);
  expect(at('05:10')).toEqual([5, 4]);
  expect(at('01:00')).toEqual([1, 0, 23]);
  expect(at('18:00')).toHaveLength(lateHours);
});

test('nobody is reminded who does not want to be, or is on holiday', () => {
  const clock = { day: 100, hours: [18] };
  expect(isTime(clock, wants(18))).toBe(true);
  expect(isTime(clock, wants(19))).toBe(false);
  expect(isTime(clock, wants(null))).toBe(false);
  for (const [from, until, reminded] of [
    [100, 100, false],
    [90, 99, true],
    [101, 110, true]
  ] as const)
    expect(isTime(clock, { remindHour: 18, pause: { from, until } })).toBe(reminded);
});
