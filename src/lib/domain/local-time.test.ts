import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromLocal, toLocal } from './local-time';

const newYork = 'America/New_York';

test.each([
  ['2026-11-23T09:00', newYork, '2026-11-23T14:00:00.000Z'],
  ['2026-07-01T09:00', newYork, '2026-07-01T13:00:00.000Z'],
  ['2026-07-01T00:30', 'Asia/Kolkata', '2026-06-30T19:00:00.000Z'],
  // The clocks go back at 02:00: 01:30 comes twice.
  ['2026-11-01T01:30', newYork, '2026-11-01T05:30:00.000Z'],
  ['2026-11-01T03:30', newYork, '2026-11-01T08:30:00.000Z'],
  // They go forward at 02:00: there is no 02:30.
  ['2026-03-08T02:30', newYork, '2026-03-08T07:30:00.000Z'],
  ['2026-03-08T03:30', newYork, '2026-03-08T07:30:00.000Z']
])('%s in %s is %s', (text, zone, moment) => {
  expect(fromLocal(text, zone)).toBe(moment);
});

test.each([
  '',
  'tomorrow',
  '2026-02-31T09:00',
  '2026-11-23',
  '2026-11-23T25:00',
  '2026-13-01T00:00'
])('%j is no time', (text) => {
  expect(fromLocal(text, newYork)).toBeNull();
});

test('what a form shows comes back as the same moment', () => {
  const zones = ['UTC', newYork, 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu'];
  const moments = fc.date({
    min: new Date('2000-01-01'),
    max: new Date('2080-01-01'),
    noInvalidDate: true
  });
  fc.assert(
    fc.property(moments, fc.constantFrom(...zones), (moment, zone) => {
      const shown = toLocal(moment, zone);
      expect(toLocal(new Date(fromLocal(shown, zone)!), zone)).toBe(shown);
    })
  );
});
