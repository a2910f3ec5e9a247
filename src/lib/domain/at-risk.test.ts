import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reasonsOf, riskKinds, riskRules, sentenceOf, shortOf, type RiskFacts } from './at-risk';

/** Somebody of whom there is nothing to say. */
const well: RiskFacts = {
  ...{ today: 20_000, joinedDay: 19_900, onLeave: false, lastDay: 19_999, othersActive: 0.8 },
  ...{ late: null, overdue: 0, questions: 200, recall: 0.92, hours: null, readiness: null }
};
const told = (change: Partial<RiskFacts>) =>
  reasonsOf({ ...well, ...change }).map((reason) => sentenceOf(reason));

test('nothing is said where all is well', () => {
  expect(told({})).toEqual([]);
});

test('who has not studied is named if the others do, and after joining only', () => {
  const idle = { lastDay: 20_000 - riskRules.idle.days };
  expect(told(idle)).toEqual(['Has not studied for 10 days, though others of the class do']);
  expect(told({ lastDay: idle.lastDay + 1 })).toEqual([]);
  expect(told({ ...idle, othersActive: 0.49 })).toEqual([]);
  expect(told({ ...idle, othersActive: null })).toEqual([]);
  expect(told({ lastDay: null, joinedDay: 19_986 })).toEqual([
    'Has not studied yet, 14 days after joining'
  ]);
  expect(told({ lastDay: null, joinedDay: 19_995 })).toEqual([]);
});

test('what is late is told from the third day on', () => {
  const late = { count: 2, days: 9, assignment: 'a' };
  expect(told({ late })).toEqual(['2 assignments are late, the oldest by 9 days']);
  expect(told({ late: { ...late, count: 1, days: 3 } })).toEqual([
    '1 assignment is late, by 3 days'
  ]);
  expect(told({ late: { ...late, days: 2 } })).toEqual([]);
});

test('reviews that wait, and what fades, are told of enough questions only', () => {
  expect(told({ overdue: 40 })).toEqual(['40 questions to review for more than a week']);
  expect(told({ overdue: 39 })).toEqual([]);
  expect(told({ recall: 0.7999 })).toEqual(['Would know 79% of 200 questions learnt']);
  expect(told({ recall: 0.8 })).toEqual([]);
  expect(told({ recall: 0.5, questions: 29 })).toEqual([]);
});

test('hours are behind by so many, and by so much of the plan', () => {
  expect(told({ hours: { scheduled: 100, done: 88 } })).toEqual([
    '12 hours behind the plan of the program'
  ]);
  expect(told({ hours: { scheduled: 30, done: 23 } })).toEqual([]);
  expect(told({ hours: { scheduled: 200, done: 190 } })).toEqual([]);
});

test('readiness is told where the whole interval lies below the mark', () => {
  const of = (high: number) => ({ readiness: { share: 0.55, low: 0.45, high } });
  expect(told(of(0.66))).toEqual([
    'Readiness 55%, and at most 66%, where the practice exam asks 70%'
  ]);
  expect(told(of(0.7))).toEqual([]);
});

test('on leave nobody is named, and reasons keep their order', () => {
  const worst: RiskFacts = {
    ...{ ...well, lastDay: 19_000, overdue: 99, recall: 0.2 },
    ...{ late: { count: 1, days: 30, assignment: 'a' }, hours: { scheduled: 100, done: 0 } },
    readiness: { share: 0.3, low: 0.2, high: 0.4 }
  };
  expect(reasonsOf(worst).map(({ kind }) => kind)).toEqual(riskKinds);
  expect(reasonsOf({ ...worst, onLeave: true })).toEqual([]);
});

test('every reason has a number, and words without one would say nothing', () => {
  const share = fc.double({ min: 0, max: 0.69, noNaN: true });
  fc.assert(
    fc.property(fc.nat(400), fc.nat(400), share, (days, questions, low) => {
      const reasons = reasonsOf({
        ...{ ...well, lastDay: well.today - days, overdue: questions, questions, recall: low },
        readiness: { share: low, low, high: low }
      });
      for (const reason of reasons) {
        expect(sentenceOf(reason)).toMatch(/\d/);
        expect(sentenceOf(reason)).not.toMatch(/\b1 (days|questions|hours|assignments)\b/);
        expect(shortOf(reason).length).toBeLessThan(24);
      }
    })
  );
});
