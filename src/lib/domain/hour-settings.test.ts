import * as v from 'valibot';
import { expect, test } from 'vitest';
import { defaultHourSettings, HourSettings } from './hour-settings';

test('a school counts in a zone, and an offset is none', () => {
  const isTaken = (timeZone: string) =>
    v.safeParse(HourSettings, { ...defaultHourSettings, timeZone }).success;
  expect(['America/Chicago', 'UTC'].map(isTaken)).toEqual([true, true]);
  expect(['+02:00', '', 'Mars/Olympus'].map(isTaken)).toEqual([false, false, false]);
});
