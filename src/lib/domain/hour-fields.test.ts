import * as v from 'valibot';
import { expect, test } from 'vitest';
import { NewMeeting, Sheet } from './attendance';
import { dateOf } from './day';
import {
  correctionFrom,
  daysOfMonth,
  entryFrom,
  fieldsOf,
  meetingFrom,
  programFrom,
  settingsFrom,
  sheetFrom
} from './hour-fields';
import { HourSettings } from './hour-settings';
import { Correction, ManualEntry } from './hours-input';
import { Program } from './program';

const id = '01930000-0000-7000-8000-00000000000a';

test('a meeting is read by the clocks of the school', () => {
  const fields = {
    ...{ id, cohort: id, title: 'Strokes', mode: 'clinic', subject: '', room: ' 2 ' },
    ...{ date: '2026-07-01', from: '09:00', until: '12:30', breakMinutes: '' }
  };
  expect(v.parse(NewMeeting, meetingFrom(fields, 'America/Chicago'))).toMatchObject({
    ...{ from: new Date('2026-07-01T14:00:00Z'), until: new Date('2026-07-01T17:30:00Z') },
    ...{ breakMinutes: 0, room: '2', subject: null }
  });
  const without = v.safeParse(NewMeeting, meetingFrom({ ...fields, date: '' }, 'UTC'));
  expect(without.issues?.map(({ message }) => message)).toContain('Give a date and a time');
});

test('of a sheet those count who are marked', () => {
  const other = id.replace('0a', '0b');
  const fields = {
    ...{ [`mark-${id}`]: 'late', [`late-${id}`]: '15', [`left-${id}`]: '', [`seen-${id}`]: '' },
    ...{ [`mark-${other}`]: '', [`late-${other}`]: '5' }
  };
  expect(v.parse(Sheet, sheetFrom(fields))).toEqual({
    attendance: [{ student: id, mark: 'late', lateMinutes: 15, leftMinutes: 0, seen: null }],
    reason: ''
  });
});

test('entries, corrections and settings are read as they are typed', () => {
  const entry = {
    id,
    kind: 'transfer',
    mode: 'in-person',
    day: '2026-03-10',
    minutes: '60',
    reason: 'As told',
    from: 'Other',
    document: 'Transcript'
  };
  expect(v.parse(ManualEntry, entryFrom(entry))).toMatchObject({ minutes: 60, from: 'Other' });
  expect(v.safeParse(ManualEntry, entryFrom({ ...entry, minutes: '' })).success).toBe(false);
  const fields = { id, entry: id, seenMs: '60000', minutes: '0', reason: 'Not there' };
  expect(v.parse(Correction, correctionFrom(fields))).toMatchObject({ minutes: 0, seenMs: 60_000 });
  const settings = {
    online: 'on',
    idleMinutes: '5',
    minutesPerHour: '50',
    timeZone: 'America/Chicago'
  };
  expect(v.parse(HourSettings, settingsFrom(settings))).toEqual({
    ...{
      online: true,
      manual: false,
      idleMinutes: 5,
      minutesPerHour: 50,
      timeZone: 'America/Chicago'
    }
  });
});

test('a program survives its form', () => {
  const program = v.parse(Program, {
    ...{
      name: 'Days',
      hours: 625,
      distanceShare: 0.35,
      effective: '2026-01-01',
      source: 'The rule'
    },
    subjects: [
      { id: 'anatomy', title: 'Anatomy', hours: 125.5, lessons: ['a-course', 'a-course/b'] },
      { id: 'law', title: 'Law', hours: 5, distance: false }
    ]
  });
  expect(v.parse(Program, programFrom(fieldsOf(program)))).toEqual(program);
  expect(
    v.parse(Program, programFrom({ ...fieldsOf(program), 'title-1': ' ' })).subjects
  ).toHaveLength(1);
});

test.each([
  ['2026-02', '2026-02-01', '2026-02-28'],
  ['2028-02', '2028-02-01', '2028-02-29'],
  ['2026-12', '2026-12-01', '2026-12-31']
])('%s is from %s to %s', (month, from, until) => {
  const days = daysOfMonth(month)!;
  expect([days.from, days.until].map(dateOf)).toEqual([from, until]);
  expect(daysOfMonth('2026-13')).toBeNull();
});
