import { expect, test } from 'vitest';
import {
  boundsOf,
  calibrationOf,
  count,
  emptyTally,
  fewestTrials,
  figuresOf,
  isBetter,
  isUnbiased,
  lossOf,
  meanOf,
  merge,
  movingAverage,
  type Judged
} from './evaluation';
import { seededRandom } from './shuffle';

const tallyOf = (trials: [recall: number, known: boolean, bin?: number][]) => {
  const tally = emptyTally();
  for (const [recall, known, bin = 0] of trials) count(tally, { recall, known, bin });
  return tally;
};
const figures = (...trials: Parameters<typeof tallyOf>[0]) => figuresOf(tallyOf(trials));

test('log loss is the mean of -log of what was given to what came', () => {
  expect(lossOf(0.5, true)).toBeCloseTo(Math.LN2, 12);
  expect(lossOf(0.9, false)).toBeCloseTo(-Math.log(0.1), 12);
  expect(figures([0.9, true], [0.9, false]).logLoss).toBeCloseTo(
    -(Math.log(0.9) + Math.log(0.1)) / 2,
    12
  );
  expect(lossOf(1, false)).toBeCloseTo(-Math.log(0.0001), 6);
  expect(lossOf(1, true)).toBeGreaterThan(0);
});

test('RMSE(bins) compares shares within bins, weighed by their trials', () => {
  // Bin 1: said .8 and .6, one of two known: off by .2. Bin 2: said .5, known: off by .5.
  expect(figures([0.8, true, 1], [0.6, false, 1], [0.5, true, 2]).rmse).toBeCloseTo(
    Math.sqrt((2 * 0.2 ** 2 + 0.5 ** 2) / 3),
    12
  );
  expect(figures([0.5, true, 1], [0.5, false, 1]).rmse).toBe(0);
});

test('AUC is how often a known one was given more, equals counting half', () => {
  expect(figures([0.9, true], [0.1, false]).auc).toBe(1);
  expect(figures([0.1, true], [0.9, false]).auc).toBe(0);
  expect(figures([0.5, true], [0.5, false]).auc).toBe(0.5);
  // Pairs: .9 beats both; .4 beats .3, loses to .8; .8 ties with .8 and beats .3.
  expect(
    figures([0.9, true], [0.4, true], [0.8, true], [0.3, false], [0.8, false]).auc
  ).toBeCloseTo((2 + 1 + 1.5) / 6, 12);
  expect(figures([0.9, true]).auc).toBeNull();
});

test('sums of parts are the sums of the whole', () => {
  const random = seededRandom('parts');
  const trials = Array.from({ length: 200 }, (): [number, boolean, number] => {
    const recall = random();
    return [recall, random() < recall, Math.floor(random() * 4)];
  });
  const [whole, parts] = [tallyOf(trials), tallyOf(trials.slice(0, 70))];
  merge(parts, tallyOf(trials.slice(70)));
  const [a, b] = [figuresOf(parts), figuresOf(whole)];
  for (const key of ['logLoss', 'rmse', 'auc'] as const) expect(a[key]).toBeCloseTo(b[key]!, 10);
});

test('bounds hold the figure, narrow with more groups, and are the same for the same seed', () => {
  const groups = (n: number) => {
    const random = seededRandom('groups');
    return Array.from({ length: n }, () =>
      tallyOf(
        Array.from({ length: 20 }, (): [number, boolean] => {
          const recall = 0.5 + random() / 2;
          return [recall, random() < recall];
        })
      )
    );
  };
  const bounds = (n: number) => boundsOf(groups(n), seededRandom('draws')).logLoss!;
  const width = (n: number) => bounds(n).high - bounds(n).low;
  expect(bounds(20)).toEqual(bounds(20));
  expect(width(80)).toBeLessThan(width(20));
  const whole = emptyTally();
  for (const group of groups(20)) merge(whole, group);
  const { logLoss } = figuresOf(whole);
  expect(logLoss).toBeGreaterThan(bounds(20).low);
  expect(logLoss).toBeLessThan(bounds(20).high);
});

test('the mean over learners has bounds, and none over nobody', () => {
  expect(meanOf([], seededRandom('x'))).toBeNull();
  const { mean, bounds } = meanOf([0.1, 0.2, 0.3, 0.4], seededRandom('x'))!;
  expect(mean).toBeCloseTo(0.25, 12);
  expect(bounds.low).toBeLessThan(0.25);
  expect(bounds.high).toBeGreaterThan(0.25);
});

test('the moving average follows what was known of late', () => {
  const said = movingAverage([true, true, false, true]);
  expect(said[0]).toBeCloseTo(1 / (1 + Math.exp(-1.2)), 12);
  expect(said[1]).toBeGreaterThan(said[0]!);
  expect(said[3]).toBeLessThan(said[2]!);
  expect(movingAverage([])).toEqual([]);
});

test('of few trials nothing is held; of many, the mean and the loss', () => {
  const many = (recall: number, share: number): Judged[] =>
    Array.from({ length: fewestTrials }, (_, i) => ({
      recall,
      known: i < share * fewestTrials,
      bin: 0
    }));
  const tally = (trials: Judged[]) => {
    const sums = emptyTally();
    for (const trial of trials) count(sums, trial);
    return sums;
  };
  expect(isUnbiased(tallyOf([[0.9, false]]))).toBeNull();
  expect(isUnbiased(tally(many(0.9, 0.89)))).toBe(true);
  expect(isUnbiased(tally(many(0.9, 0.87)))).toBe(false);
  expect(isBetter(tally(many(0.9, 0.9)), tally(many(0.5, 0.9)))).toBe(true);
  expect(isBetter(tally(many(0.5, 0.9)), tally(many(0.9, 0.9)))).toBe(false);
  expect(isBetter(tallyOf([[0.9, true]]), tallyOf([[0.1, true]]))).toBeNull();
});

test('calibration holds what was said against what came, step by step', () => {
  expect(
    calibrationOf(
      tallyOf([
        [0.82, true],
        [0.84, false],
        [0.97, true],
        [1, true]
      ])
    )
  ).toMatchObject([
    { from: 0.8, until: 0.85, n: 2, said: 0.83, known: { share: 0.5 } },
    { from: 0.95, until: 1, n: 2, said: 0.985, known: { share: 1 } }
  ]);
  expect(calibrationOf(emptyTally())).toEqual([]);
});
