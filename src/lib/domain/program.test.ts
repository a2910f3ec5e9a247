import * as v from 'valibot';
import { expect, test } from 'vitest';
import { fromRule, HourRules, Program, subjectOf } from './program';

const subject = { id: 'anatomy', title: 'Anatomy', hours: 125 };
const program = { name: 'Days', hours: 500, effective: '2026-01-01', subjects: [subject] };

test.each([
  [{}, null],
  [{ hours: 100 }, /raise its hours/],
  [{ hours: 0 }, /more than 0/],
  [{ distanceShare: 1.5 }, /share/],
  [{ effective: '2026-02-30' }, /no such date/],
  [{ subjects: [subject, { ...subject, title: 'Again' }] }, /same id/],
  [{ subjects: [{ ...subject, id: 'Anatomy' }] }, /Choose a subject/]
])('a program with %j', (change, complaint) => {
  const { issues } = v.safeParse(Program, { ...program, ...change });
  if (complaint) expect(issues?.[0]?.message).toMatch(complaint);
  else expect(issues).toBeUndefined();
});

test('time on a lesson belongs to the subject that names it, else to that of its course', () => {
  const parsed = v.parse(Program, {
    ...program,
    subjects: [
      { ...subject, lessons: ['clinical-and-spa'] },
      { ...subject, id: 'law', lessons: ['clinical-and-spa/scope-of-practice'] }
    ]
  });
  expect(subjectOf(parsed, 'clinical-and-spa/scope-of-practice')).toBe('law');
  expect(subjectOf(parsed, 'clinical-and-spa/strokes')).toBe('anatomy');
  expect(subjectOf(parsed, 'other/strokes')).toBeNull();
  expect(subjectOf(parsed, null)).toBeNull();
  expect(subjectOf(null, 'clinical-and-spa/strokes')).toBeNull();
});

const rule = { version: 1, title: 'Georgia', state: 'GA', hours: 500, asOf: '2024-03' };
test('a program that begins with an example says of when it is, and whether it was looked up', () => {
  const begun = fromRule({ ...rule, subjects: [], source: 'a-law' }, '2026-01-01');
  expect(v.parse(Program, begun)).toMatchObject({ hours: 500, source: 'Georgia, as of 2024-03' });
  expect(fromRule({ ...rule, subjects: [] }, '2026-01-01').source).toMatch(/not looked up/);
});

test.each([
  [[rule, { ...rule, version: 3, asOf: '2025-01' }], /1, 2, 3/],
  [[rule, { ...rule, version: 2, asOf: '2024-03' }], /later month/],
  [[], /at least one/],
  [[{ ...rule, asOf: '2024' }], /month/]
])('versions %j are refused', (versions, complaint) => {
  expect(v.safeParse(HourRules, { georgia: versions }).issues?.[0]?.message).toMatch(complaint);
});
