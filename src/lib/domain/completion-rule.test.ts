import * as v from 'valibot';
import { expect, test } from 'vitest';
import {
  flawOfStart,
  inForce,
  NewRule,
  Rule,
  rulesFor,
  type Requirement,
  type RuleVersion
} from './completion-rule';

const lessons = (...ids: string[]): Requirement => ({
  kind: 'lessons',
  lessons: ids,
  checks: true
});
const recall = (topic: string, answers = 20): Requirement => ({
  ...{ kind: 'recall', topic, share: 0.85 },
  answers
});

const at = (day: number) => new Date(day * 86_400_000);
const version = (number: number, day: number, rule: Rule = [lessons('a')]): RuleVersion => ({
  ...{ version: number, rule },
  effectiveFrom: at(day)
});
const numbers = (versions: RuleVersion[]) => versions.map((one) => one.version);

test('the newest that has begun is in force, and what was planned before it is passed over', () => {
  const versions = [version(1, 10), version(2, 50), version(3, 30)];
  const on = (day: number) => inForce(versions, at(day))?.version ?? null;
  expect([9, 10, 29, 30, 60].map(on)).toEqual([null, 1, 1, 3, 3]);
});

test.each([
  [5, null, []],
  [15, null, [1]],
  [25, 15, [2, 1]],
  [35, 15, [3, 1]],
  [35, 25, [3, 2]],
  [35, 30, [3]],
  // Begun before there was a rule: the first that came.
  [35, 3, [3, 1]],
  [15, 3, [1]]
])('on day %i who began on day %s may finish by %j', (now, begun, versions) => {
  const all = [version(1, 10), version(2, 20), version(3, 30)];
  expect(numbers(rulesFor(all, begun === null ? null : at(begun), at(now)))).toEqual(versions);
});

test('a rule that cannot be kept is refused with what to mend', () => {
  const parse = (rule: unknown) => v.safeParse(Rule, rule).issues?.[0]?.message;
  expect(parse([])).toBe('Ask for at least one thing');
  expect(parse([lessons()])).toBe('Choose at least one lesson');
  expect(parse([lessons('a', 'a')])).toBe('Name each lesson once');
  expect(parse([recall('t'), recall('t')])).toMatch(/stands there twice/);
  expect(parse([{ kind: 'quiz', quiz: 'q', share: 1.2 }])).toMatch(/at most 100%/);
  expect(parse([{ kind: 'luck' }])).toMatch(/lessons, quiz, recall, skill, hours/);
  const rule = { course: 'c', after: 0, rule: [lessons('a')], from: '2027-02-30', reason: 'New.' };
  expect(v.safeParse(NewRule, rule).issues?.[0]?.message).toMatch(/no such day/);
  expect(flawOfStart(9, 10)).toMatch(/today at the earliest/);
  expect(flawOfStart(10, 10)).toBeNull();
  expect(flawOfStart(10_000, 10)).toMatch(/check the year/);
});
