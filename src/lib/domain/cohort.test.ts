import * as v from 'valibot';
import { expect, test } from 'vitest';
import { CohortRules, flawOfExam, MemberChange } from './cohort';

test.each([
  [
    { name: ' Spring  2027 ', examDate: '2027-03-31' },
    { name: 'Spring 2027', examDate: 20_908 }
  ],
  [
    { name: 'Spring', examDate: '' },
    { name: 'Spring', examDate: null }
  ],
  [
    { name: 'Spring', examDate: null },
    { name: 'Spring', examDate: null }
  ],
  [{ name: 'Spring' }, { name: 'Spring', examDate: null }]
])('%j is read as %j', (given, read) => {
  expect(v.parse(CohortRules, given)).toEqual(read);
});

test.each([
  [{ name: '  ' }, 'Give the cohort a name'],
  [{ name: 'x'.repeat(101) }, 'Shorten the name to at most 100 characters'],
  [{ name: 'a\nb' }, 'Leave line breaks and control characters out of the name'],
  [{ name: 'a', examDate: '2027-02-30' }, /no such date/],
  [{ name: 'a', examDate: 'soon' }, /no such date/],
  [{ name: 'a', examDate: 5 }, /Write the date/]
])('%j cannot be: %s', (given, complaint) => {
  const { issues } = v.safeParse(CohortRules, given);
  expect(issues?.[0]?.message).toMatch(complaint);
});

test.each([
  [null, 5, null],
  [100, null, null],
  [99, null, /is over/],
  [99, 99, null],
  [100 + 6 * 366, null, /check the year/]
])('on day 100 an exam on %j in place of %j', (day, before, flaw) => {
  const found = flawOfExam(day, before, 100);
  if (flaw) expect(found).toMatch(flaw);
  else expect(found).toBeNull();
});

test('nobody comes and goes at once', () => {
  const id = '01930000-0000-7000-8000-00000000000a';
  expect(v.safeParse(MemberChange, { add: [id], remove: [id] }).success).toBe(false);
  expect(v.parse(MemberChange, { add: [id] })).toEqual({ add: [id], remove: [] });
});
