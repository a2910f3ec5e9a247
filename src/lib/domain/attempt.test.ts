import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deadlineOf, mayTell, outcome, whyNotStart, type Worth } from './attempt';
import { feedbackModes, noAllowance, type Allowance } from './quiz';

const minutes = (count: number) => count * 60_000;
const at = (ms: number) => new Date(ms);
const iso = (ms: number) => at(ms).toISOString();
const opens = Date.parse('2026-03-10T09:00:00Z');
const closes = Date.parse('2026-03-10T12:00:00Z');

const moment = fc.integer({ min: opens - minutes(600), max: closes + minutes(600) });
const allowance: fc.Arbitrary<Allowance> = fc.record({
  extraMinutes: fc.integer({ min: 0, max: 600 }),
  extraAttempts: fc.integer({ min: 0, max: 50 })
});
const limits = fc.record({
  minutes: fc.option(fc.integer({ min: 1, max: 600 })),
  closesAt: fc.option(fc.constant(iso(closes))),
  opensAt: fc.option(fc.constant(iso(opens))),
  attempts: fc.option(fc.integer({ min: 1, max: 50 }))
});

describe('beginning', () => {
  const rules = { opensAt: iso(opens), closesAt: iso(closes), attempts: 2 };
  const more = { extraMinutes: 30, extraAttempts: 1 };
  test.each([
    ['before it opens', opens - 1, 0, noAllowance, 'This quiz has not opened yet'],
    ['as it opens', opens, 0, noAllowance, null],
    ['just before it closes', closes - 1, 1, noAllowance, null],
    ['as it closes', closes, 0, noAllowance, 'This quiz has closed'],
    ['with more time, after it closed', closes, 0, more, null],
    ['with more time, at its end', closes + minutes(30), 0, more, 'This quiz has closed'],
    ['after the last attempt', opens, 2, noAllowance, 'You have used all your attempts'],
    ['with one more attempt', opens, 2, more, null],
    ['after that one too', opens, 3, more, 'You have used all your attempts']
  ] as const)('%s', (_, now, finished, allowance, expected) => {
    const refused = whyNotStart(rules, { finished, allowance }, at(now));
    if (expected === null) expect(refused).toBeNull();
    else expect(refused).toContain(expected);
  });

  test('what may begin has time left, and what is granted never takes away', () => {
    fc.assert(
      fc.property(limits, allowance, fc.nat(60), moment, (rules, granted, finished, now) => {
        const refused = whyNotStart(rules, { finished, allowance: granted }, at(now));
        const plain = whyNotStart(rules, { finished, allowance: noAllowance }, at(now));
        if (plain === null) expect(refused).toBeNull();
        const deadline = deadlineOf(rules, granted, at(now));
        if (refused === null && deadline) expect(deadline.getTime()).toBeGreaterThan(now);
      })
    );
  });
});

describe('the end', () => {
  test.each([
    ['of a quiz without limits', null, null, noAllowance, null],
    ['by its minutes', 20, null, noAllowance, opens + minutes(20)],
    ['with more minutes', 20, null, { extraMinutes: 10, extraAttempts: 0 }, opens + minutes(30)],
    ['where it closes first', 240, iso(closes), noAllowance, closes],
    ['where it closes alone', null, iso(closes), noAllowance, closes],
    [
      'with more minutes than it is open',
      175,
      iso(closes),
      { extraMinutes: 10, extraAttempts: 0 },
      opens + minutes(185)
    ]
  ])('%s', (_, limit, closesAt, granted, expected) => {
    const end = deadlineOf({ minutes: limit, closesAt }, granted, at(opens));
    expect(end?.getTime() ?? null).toBe(expected);
  });

  test('is the earlier of both limits, and each more minute moves it by one', () => {
    fc.assert(
      fc.property(limits, allowance, moment, (rules, granted, start) => {
        const end = deadlineOf(rules, granted, at(start));
        const alone = [
          deadlineOf({ ...rules, closesAt: null }, granted, at(start)),
          deadlineOf({ ...rules, minutes: null }, granted, at(start))
        ].flatMap((date) => date?.getTime() ?? []);
        expect(end?.getTime() ?? null).toBe(alone.length > 0 ? Math.min(...alone) : null);
        const longer = { ...granted, extraMinutes: granted.extraMinutes + 1 };
        const later = deadlineOf(rules, longer, at(start));
        expect(later?.getTime()).toBe(end ? end.getTime() + minutes(1) : undefined);
      })
    );
  });
});

const worth: fc.Arbitrary<Worth> = fc.record({
  answered: fc.boolean(),
  score: fc.oneof(
    fc.constantFrom(0, 1 / 3, 0.5, 2 / 3, 1, null),
    fc.double({ min: 0, max: 1, noNaN: true })
  ),
  dropped: fc.boolean()
});
const marks = fc.record({
  passMark: fc.option(fc.double({ min: 0.01, max: 1, noNaN: true })),
  mustFinish: fc.boolean()
});
const got = (...scores: number[]): Worth[] =>
  scores.map((score) => ({ answered: true, score, dropped: false }));
const open: Worth = { answered: false, score: 0, dropped: false };
const ungraded: Worth = { answered: true, score: null, dropped: false };
const drop = (worth: Worth): Worth => ({ ...worth, dropped: true });
const half = { passMark: 0.5, mustFinish: false };

describe('what an attempt comes to', () => {
  test.each([
    ['all right', got(1, 1), half, { score: 1, passed: true }],
    ['one left open', [...got(1), open], half, { score: 0.5, passed: true }],
    [
      'one left open where none may be',
      [...got(1), open],
      { passMark: 0.5, mustFinish: true },
      { score: 0.5, passed: false }
    ],
    [
      'one left open that was dropped',
      [...got(1), drop(open)],
      { passMark: 0.5, mustFinish: true },
      { score: 1, passed: true }
    ],
    ['a dropped one', [...got(1), ...got(0).map(drop)], half, { score: 1, passed: true }],
    ['none that counts', got(1).map(drop), half, { score: null, passed: null }],
    ['no question', [], half, { score: null, passed: null }],
    ['one to be graded', [...got(1), ungraded], half, { score: null, passed: null }],
    ['a dropped one to be graded', [...got(1), drop(ungraded)], half, { score: 1, passed: true }],
    ['no pass mark', got(0), { passMark: null, mustFinish: true }, { score: 0, passed: null }]
  ])('%s', (_, worths, rules, expected) => {
    expect(outcome(worths, rules)).toEqual(expected);
  });

  test.each([1 / 3, 2 / 3, 0.7, 0.1, 5 / 6, 1])('%d of the points passes at %d', (share) => {
    for (const parts of [3, 6, 7, 30, 90])
      expect(
        outcome(got(...Array<number>(parts).fill(share)), { passMark: share, mustFinish: true })
      ).toMatchObject({ passed: true });
  });

  test('three thirds in any order make a whole', () => {
    const thirds = Array.from({ length: 30 }, (_, i) => got(1 / 3, 2 / 3, 1)[i % 3]!);
    expect(outcome(thirds, { passMark: 2 / 3, mustFinish: true })).toEqual({
      score: 0.666666667,
      passed: true
    });
  });

  test('is a share, does not depend on the order, and ignores what was dropped', () => {
    fc.assert(
      fc.property(fc.array(worth), marks, (worths, rules) => {
        const { score, passed } = outcome(worths, rules);
        if (score !== null) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        }
        expect(passed === null).toBe(score === null || rules.passMark === null);
        const counting = worths.filter(({ dropped }) => !dropped);
        expect(outcome(counting, rules)).toEqual({ score, passed });
        const turned = outcome(worths.toReversed(), rules);
        if (score === null) expect(turned.score).toBeNull();
        else expect(turned.score).toBeCloseTo(score, 8);
      })
    );
  });

  test('never falls where one question is worth more', () => {
    const better = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(worth, { minLength: 1 }), marks, better, (worths, rules, more) => {
        const [first, ...rest] = worths as [Worth, ...Worth[]];
        fc.pre(first.score !== null);
        const before = outcome(worths, rules);
        const raised = { ...first, answered: true, score: Math.max(first.score!, more) };
        const after = outcome([raised, ...rest], rules);
        if (before.score !== null) expect(after.score).toBeGreaterThanOrEqual(before.score);
        if (before.passed) expect(after.passed).toBe(true);
      })
    );
  });
});

test('results are told after the end, and where staff say when, after that', () => {
  const [then, never] = [at(opens), null];
  const table = feedbackModes.map((feedback) => [
    mayTell({ feedback }, { finishedAt: never, releasedAt: never }),
    mayTell({ feedback }, { finishedAt: never, releasedAt: then }),
    mayTell({ feedback }, { finishedAt: then, releasedAt: never }),
    mayTell({ feedback }, { finishedAt: then, releasedAt: then })
  ]);
  expect(table).toEqual([
    [false, false, true, true],
    [false, false, true, true],
    [false, false, false, true]
  ]);
});
