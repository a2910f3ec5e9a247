import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { dateOf } from './day';
import { defaultPlan, type Plan, type Weekday } from './plan';
import { longestPause, merge, planInput } from './plan-input';
import { fromFields, toDates, toFields } from './plan-form';

const today = 20_000;
const inDays = (days: number) => dateOf(today + days);
const dated = toDates(defaultPlan);

/** What is complained of first, by field. */
function complaints(changes: object, before = defaultPlan): Record<string, string> {
  const { issues = [] } = v.safeParse(planInput(today, before), { ...dated, ...changes });
  return Object.fromEntries(
    issues.map((issue) => [v.getDotPath(issue), issue.message] as const).reverse()
  );
}

describe('what may be saved', () => {
  const pause = (from: number, until: number) => ({
    pause: { from: inDays(from), until: inDays(until) }
  });

  test.each([
    ['an exam today', { examDate: inDays(0) }],
    ['an exam in three years', { examDate: inDays(1096) }],
    ['a holiday that runs already', pause(-20, 0)],
    ['the longest holiday', pause(0, longestPause - 1)],
    ['the extremes', { targetRecall: 0.97, dailyMinutes: 240, easyDays: [1, 2, 3, 4, 5, 6] }]
  ])('%s', (_, changes) => expect(complaints(changes)).toEqual({}));

  test.each([
    [{ examDate: inDays(-1) }, 'examDate', /has passed.*clear the date/],
    [{ examDate: inDays(1097) }, 'examDate', /within the next three years/],
    [{ examDate: '2026-02-30' }, 'examDate', /a date that there is/],
    [{ examDate: 'soon' }, 'examDate', /a date that there is/],
    [{ examDate: 20_001 }, 'examDate', /Give a date, or null/],
    [pause(3, 2), 'pause.until', /not before the first/],
    [pause(-9, -1), 'pause.until', /over.*still to come/],
    [pause(0, longestPause), 'pause.until', /at most 90 days/],
    [pause(1097, 1099), 'pause.from', /three years/],
    [{ pause: { from: inDays(0), until: '' } }, 'pause.until', /Give the last day too/],
    [{ targetRecall: 0.99 }, 'targetRecall', /Above 97%/],
    [{ targetRecall: '0.9' }, 'targetRecall', /a share/],
    [{ dailyMinutes: 4 }, 'dailyMinutes', /5 minutes or more/],
    [{ dailyMinutes: 7.5 }, 'dailyMinutes', /whole minutes/],
    [{ dailyMinutes: null }, 'dailyMinutes', /as a number/],
    [{ easyDays: [1, 2, 3, 4, 5, 6, 7] }, 'easyDays', /Leave one day/],
    [{ easyDays: [8] }, 'easyDays.0', /Monday is 1/],
    [{ remindHour: 24 }, 'remindHour', /0 to 23/]
  ])('not %j', (changes, field, complaint) =>
    expect(complaints(changes)).toEqual({ [field]: expect.stringMatching(complaint) })
  );

  test('what has passed since it was saved stops nobody from changing the rest', () => {
    const before: Plan = {
      ...defaultPlan,
      examDay: today - 3,
      pause: { from: today - 9, until: today - 2 }
    };
    const changes = { ...toDates(before), dailyMinutes: 30 };
    expect(complaints(changes, before)).toEqual({});
    expect(complaints({ ...changes, examDate: inDays(-2) }, before)).toHaveProperty('examDate');
  });
});

const plans: fc.Arbitrary<Plan> = fc.record({
  examDay: fc.option(fc.integer({ min: today, max: today + 1000 })),
  targetRecall: fc.option(fc.integer({ min: 70, max: 97 }).map((percent) => percent / 100)),
  dailyMinutes: fc.integer({ min: 5, max: 240 }),
  easyDays: fc.subarray<Weekday>([1, 2, 3, 4, 5, 6, 7], { maxLength: 6 }),
  pause: fc.option(
    fc
      .tuple(fc.integer({ min: today, max: today + 100 }), fc.nat(longestPause - 1))
      .map(([from, more]) => ({ from, until: from + more }))
  ),
  remindHour: fc.option(fc.integer({ min: 0, max: 23 }))
});

test('a plan goes out with dates, or into a form, and comes back as it was', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      expect(fromFields(toFields(toDates(plan)))).toEqual(toDates(plan));
      expect(v.parse(planInput(today, defaultPlan), toDates(plan))).toEqual(plan);
    })
  );
});

test('easy days come once each and in order', () => {
  const changes = { ...dated, easyDays: [7, 3, 7] };
  expect(v.parse(planInput(today, defaultPlan), changes).easyDays).toEqual([3, 7]);
});

test('a form is read by its fields; an empty one means none', () => {
  expect(fromFields({ dailyMinutes: ' 25 ', targetRecall: '0.9', 'easy-7': 'on' })).toEqual({
    ...dated,
    dailyMinutes: 25,
    targetRecall: 0.9,
    easyDays: [7]
  });
  const holiday = { dailyMinutes: 'many', remindHour: '0', pauseUntil: '2026-12-01' };
  expect(fromFields(holiday)).toMatchObject({
    dailyMinutes: NaN,
    remindHour: 0,
    pause: { from: '', until: '2026-12-01' }
  });
});

describe('two who change a plan at once', () => {
  const seen = defaultPlan;

  test('each keeps what the other left alone', () => {
    const stored = { ...seen, examDay: today + 9 };
    expect(merge({ ...seen, dailyMinutes: 45 }, seen, stored)).toEqual({
      plan: { ...seen, examDay: today + 9, dailyMinutes: 45 },
      kept: ['examDay'],
      replaced: []
    });
  });

  test('the second wins what both changed, and is told', () => {
    const stored = { ...seen, dailyMinutes: 30, remindHour: 7 };
    const given = { ...seen, dailyMinutes: 45, remindHour: 7 };
    expect(merge(given, seen, stored)).toEqual({
      plan: given,
      kept: [],
      replaced: ['dailyMinutes']
    });
  });

  test('alone, everything holds that was given', () => {
    fc.assert(
      fc.property(plans, plans, (given, seen) => {
        expect(merge(given, seen, seen)).toEqual({ plan: given, kept: [], replaced: [] });
      })
    );
  });
});
