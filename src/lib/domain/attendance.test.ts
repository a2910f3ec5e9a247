import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { Code, isCodeOpen, markAt, marks, NewMeeting, Sheet, worth } from './attendance';

const minute = 60_000;
const id = '01930000-0000-7000-8000-00000000000a';
const meeting = { from: 0, until: 180 * minute, breakMinutes: 20 };

test.each([
  ['present', 0, 0, 160],
  ['late', 30, 0, 130],
  ['left-early', 0, 60, 100],
  ['late', 30, 60, 70],
  ['late', 170, 0, null],
  ['absent', 0, 0, null],
  ['excused', 0, 0, null]
] as const)(
  '%s, %d late and %d short of the end, is worth %j minutes',
  (mark, lateMinutes, leftMinutes, minutes) => {
    const found = worth(meeting, { mark, lateMinutes, leftMinutes });
    expect(found && found.ms / minute).toBe(minutes);
  }
);

test('nobody is given more than the meeting without its break', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...marks),
      fc.nat(240),
      fc.nat(240),
      fc.nat(170),
      (mark, lateMinutes, leftMinutes, breakMinutes) => {
        const found = worth({ ...meeting, breakMinutes }, { mark, lateMinutes, leftMinutes });
        if (!found) return;
        expect(found.ms).toBeGreaterThan(0);
        expect(found.ms).toBeLessThanOrEqual(
          (180 - breakMinutes - lateMinutes - leftMinutes) * minute
        );
        expect(found.ms).toBeLessThanOrEqual(found.to - found.from);
      }
    )
  );
});

test('the code is taken from ten minutes before until the end', () => {
  const open = (minutes: number) => isCodeOpen(meeting, minutes * minute);
  expect([-11, -10, 179].map(open)).toEqual([false, true, true]);
  expect(isCodeOpen(meeting, meeting.until)).toBe(false);
});

test.each([
  [-5, 'present', 0],
  [10, 'present', 0],
  [11, 'late', 11],
  [90, 'late', 90]
])('at minute %d one is %s', (minutes, mark, lateMinutes) => {
  expect(markAt(meeting, minutes * minute)).toEqual({ mark, lateMinutes, leftMinutes: 0 });
});

const planned = {
  ...{ id, cohort: id, title: 'Strokes', mode: 'in-person' },
  ...{ from: '2026-03-10T09:00:00Z', until: '2026-03-10T12:00:00Z' }
};
test.each([
  [{}, null],
  [{ until: '2026-03-10T09:00:00Z' }, /end after/],
  [{ until: '2026-03-11T09:00:00Z' }, /14 hours/],
  [{ breakMinutes: 180 }, /shorter/],
  [{ mode: 'asynchronous' }, /Choose how/],
  [{ title: '' }, /./]
])('a meeting with %j', (change, complaint) => {
  const { issues } = v.safeParse(NewMeeting, { ...planned, ...change });
  if (complaint) expect(issues?.[0]?.message).toMatch(complaint);
  else expect(issues).toBeUndefined();
});

test('a sheet says how late one was, and forgets it of whoever was there in time', () => {
  const row = (change: object) => ({ attendance: [{ student: id, mark: 'present', ...change }] });
  expect(v.safeParse(Sheet, row({ mark: 'late' })).issues?.[0]?.message).toMatch(
    /how many minutes/
  );
  expect(v.parse(Sheet, row({ lateMinutes: 5 })).attendance).toEqual([
    { student: id, mark: 'present', lateMinutes: 0, leftMinutes: 0, seen: null }
  ]);
  const twice = { attendance: [...row({}).attendance, ...row({}).attendance] };
  expect(v.safeParse(Sheet, twice).issues?.[0]?.message).toMatch(/once/);
});

test('a code may be typed with a space, and has six digits', () => {
  expect(v.parse(Code, { code: ' 123 456 ' })).toEqual({ code: '123456' });
  expect(v.safeParse(Code, { code: '12345' }).success).toBe(false);
});
