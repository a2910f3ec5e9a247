import { expect, test } from 'vitest';
import { replay } from './card';
import { fsrs6, type Rating } from './memory';
import { binOf, stepsOf, trialsOf, windows, type Answered } from './trials';

const day = 86_400_000;
const given = (studyDay: number, rating: Rating, fair = true): Answered => ({
  rating,
  studyDay,
  at: studyDay * day,
  weightsVersion: 1,
  fair
});

test('each first answer of a later day is predicted before memory takes it in', () => {
  const answers = [given(0, 3), given(2, 3), given(13, 1), given(13, 3), given(14, 3)];
  const trials = trialsOf(answers, fsrs6);
  // Stabilities of the golden vectors: 2.3065 after one Good, 10.96433 after the second.
  expect(trials[0]!.recall).toBeCloseTo(fsrs6.recall(2.3065, 2), 6);
  expect(trials[1]!.recall).toBeCloseTo(fsrs6.recall(10.96433, 11), 4);
  expect(trials.map(({ index, known }) => [index, known])).toEqual([
    [1, true],
    [2, false],
    [4, true]
  ]);
  expect(trials.map(({ bin }) => bin)).toEqual([binOf(2, 2, 0), binOf(11, 3, 0), binOf(1, 5, 1)]);
});

test('what is not fair is taken in, and not predicted', () => {
  const trials = trialsOf([given(0, 3), given(2, 3, false), given(13, 3)], fsrs6);
  expect(trials.map(({ index }) => index)).toEqual([2]);
  expect(trials[0]!.recall).toBeCloseTo(fsrs6.recall(10.96433, 11), 4);
});

test('memory is that of the card: a first answer is Good at best, and no day goes back', () => {
  const answers = [given(5, 4), given(4, 3), given(9, 3), given(30, 2)];
  expect(stepsOf(answers)).toEqual([
    { days: 0, rating: 3 },
    { days: 0, rating: 3 },
    { days: 4, rating: 3 },
    { days: 21, rating: 2 }
  ]);
  const reviews = answers.map(({ rating, studyDay }, i) => ({
    id: String(i),
    rating,
    studyDay,
    answeredAt: new Date(i),
    weightsVersion: 1
  }));
  const card = replay(reviews.slice(0, 3), { item: 'x', target: 0.9, model: () => fsrs6 })!;
  expect(trialsOf(answers, fsrs6)[1]!.recall).toBe(fsrs6.recall(card.stability, 21));
});

test('one answer, or none, predicts nothing', () => {
  expect(trialsOf([], fsrs6)).toEqual([]);
  expect(trialsOf([given(0, 1)], fsrs6)).toEqual([]);
});

test('bins widen by the factors of srs-benchmark', () => {
  expect(new Set([1, 2, 3].map((days) => binOf(days, 2, 0))).size).toBe(1);
  expect(binOf(4, 2, 0)).not.toBe(binOf(3, 2, 0));
  expect(binOf(13, 2, 0)).toBe(binOf(4, 2, 0));
  expect(binOf(14, 2, 0)).not.toBe(binOf(13, 2, 0));
  expect(binOf(1, 2, 1)).not.toBe(binOf(1, 2, 0));
  expect(binOf(1, 2, 2)).not.toBe(binOf(1, 2, 1));
});

test('windows follow on what they are learned from, and together are the rest', () => {
  const times = Array.from({ length: 12 }, (_, i) => i * 10);
  expect(windows(times, null)).toEqual([
    { from: 20, until: 40 },
    { from: 40, until: 60 },
    { from: 60, until: 80 },
    { from: 80, until: 100 },
    { from: 100, until: Infinity }
  ]);
  expect(windows(times, 95, 2)).toEqual([
    { from: 100, until: 110 },
    { from: 110, until: Infinity }
  ]);
  expect(windows(times, 110)).toEqual([]);
  expect(windows([], null)).toEqual([]);
  expect(windows([5, 5, 5, 5, 5, 5, 5], null)).toEqual([{ from: 5, until: Infinity }]);
});
