import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateAt, dateOf, dayOf, studyDay } from './day';

const hour = 3_600_000;
const dateIn = (zone: string, at: number) => dateOf(studyDay(new Date(at), zone));

/** The last millisecond of one study day and the first of the next. */
test.each([
  ['UTC', '2026-03-10T04:00:00Z', '2026-03-10'],
  ['Europe/Zurich', '2026-01-15T03:00:00Z', '2026-01-15'],
  ['Europe/Zurich', '2026-07-15T02:00:00Z', '2026-07-15'],
  ['America/New_York', '2026-01-15T09:00:00Z', '2026-01-15'],
  ['Asia/Kathmandu', '2026-03-09T22:15:00Z', '2026-03-10'],
  ['Asia/Kolkata', '2026-03-09T22:30:00Z', '2026-03-10'],
  ['Pacific/Kiritimati', '2026-01-01T14:00:00Z', '2026-01-02'],
  ['Pacific/Pago_Pago', '2026-01-01T15:00:00Z', '2026-01-01'],
  ['America/New_York', '2025-01-01T09:00:00Z', '2025-01-01'],
  ['UTC', '2024-02-29T04:00:00Z', '2024-02-29']
])('in %s the study day changes at %s', (zone, moment, date) => {
  const at = Date.parse(moment);
  expect(dateIn(zone, at)).toBe(date);
  expect(studyDay(new Date(at), zone) - studyDay(new Date(at - 1), zone)).toBe(1);
});

describe('when the clocks change, the day still begins at 04:00 on the wall', () => {
  test.each([
    // Begins that night: 02:00 becomes 03:00.
    ['America/New_York', 'spring', '2026-03-08T08:00:00Z', '2026-03-08'],
    // Ends that night: 02:00 becomes 01:00.
    ['America/New_York', 'autumn', '2026-11-01T09:00:00Z', '2026-11-01'],
    // By half an hour, to UTC+11 and back to UTC+10:30.
    ['Australia/Lord_Howe', 'spring', '2026-10-03T17:00:00Z', '2026-10-04'],
    ['Australia/Lord_Howe', 'autumn', '2026-04-04T17:30:00Z', '2026-04-05'],
    // At midnight: the spring day has no 00:30, the autumn evening has 23:30 twice.
    ['America/Santiago', 'spring', '2026-09-06T07:00:00Z', '2026-09-06'],
    ['America/Santiago', 'autumn', '2026-04-05T08:00:00Z', '2026-04-05'],
    // At four o'clock itself: 03:00 becomes 04:00, and 04:00 becomes 03:00.
    ['Europe/Helsinki', 'spring', '2026-03-29T01:00:00Z', '2026-03-29'],
    ['Europe/Helsinki', 'autumn', '2026-10-25T02:00:00Z', '2026-10-25']
  ])('%s, %s', (zone, _, moment, date) => {
    const at = Date.parse(moment);
    expect(dateIn(zone, at)).toBe(date);
    expect(studyDay(new Date(at), zone) - studyDay(new Date(at - 1), zone)).toBe(1);
  });

  test('midnight lived twice is one day', () => {
    const evening = ['2026-04-05T02:30:00Z', '2026-04-05T03:30:00Z'].map(Date.parse);
    expect(evening.map((at) => dateIn('America/Santiago', at))).toEqual([
      '2026-04-04',
      '2026-04-04'
    ]);
  });
});

test('one moment falls on two dates at the two sides of the date line', () => {
  const at = Date.parse('2026-06-15T15:30:00Z');
  expect(dateIn('Pacific/Kiritimati', at)).toBe('2026-06-16');
  expect(dateIn('Pacific/Pago_Pago', at)).toBe('2026-06-15');
  expect(dateIn('Pacific/Pago_Pago', at - hour)).toBe('2026-06-14');
});

describe('in any inhabited zone', () => {
  // Stations in Antarctica move their clocks by hours when it suits their ships.
  const zones = Intl.supportedValuesOf('timeZone').filter((name) => !/^Antarctica/.test(name));
  const zone = fc.constantFrom(...zones);
  const at = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) });
  const passed = (zone: string, from: number, ms: number) =>
    studyDay(new Date(from + ms), zone) - studyDay(new Date(from), zone);

  test('the study day never goes back', () => {
    fc.assert(
      fc.property(zone, at, fc.nat(400 * 24 * hour), (name, from, ms) => {
        expect(passed(name, from, ms)).toBeGreaterThanOrEqual(0);
      })
    );
  });

  test('it changes at most once in 20 hours and at least once in 26', () => {
    fc.assert(
      fc.property(zone, at, (name, from) => {
        expect([0, 1]).toContain(passed(name, from, 20 * hour));
        expect(passed(name, from, 26 * hour)).toBeGreaterThanOrEqual(1);
      })
    );
  });
});

test.each(['Mars/Olympus', '', 'America', '../UTC'])('%j is no zone', (zone) => {
  expect(() => studyDay(new Date(0), zone)).toThrow(RangeError);
});

test('a date is that of the clocks, at one at night too', () => {
  const night = new Date('2026-12-01T05:30:00Z');
  expect(dateAt(night, 'America/New_York')).toBe('2026-12-01');
  expect(dateOf(studyDay(night, 'America/New_York'))).toBe('2026-11-30');
  expect(dateAt(night, 'America/Chicago')).toBe('2026-11-30');
});

test('days are counted from 1970 and read as dates', () => {
  expect(studyDay(new Date('1970-01-01T12:00:00Z'), 'UTC')).toBe(0);
  expect(studyDay(new Date('1970-01-01T03:59:59Z'), 'UTC')).toBe(-1);
  expect([dateOf(0), dateOf(-1), dateOf(20_522)]).toEqual([
    '1970-01-01',
    '1969-12-31',
    '2026-03-10'
  ]);
});

test.each([
  ['1970-01-01', 0],
  ['2026-03-10', 20_522],
  ['2028-02-29', 21_243],
  ['2027-02-29', null],
  ['2026-13-01', null],
  ['2026-3-1', null],
  ['tomorrow', null],
  ['', null]
])('%j is the study day %j', (date, day) => {
  expect(dayOf(date)).toBe(day);
});
