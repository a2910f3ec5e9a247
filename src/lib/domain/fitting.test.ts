import { expect, test } from 'vitest';
import { fewestNew, isWon, judge, lessonsOf, type Duel } from './fitting';
import { fsrs6, memoryModel, defaultWeights } from './memory';
import { trialsOf, type Answered } from './trials';

const answers: Answered[] = [0, 2, 2, 13, 40].map((studyDay, i) => ({
  rating: i === 3 ? 1 : 3,
  studyDay,
  at: i,
  weightsVersion: 1,
  fair: i !== 4
}));
const none = (): Duel => ({ n: 0, before: 0, after: 0, squares: 0 });

test('a lesson is what came up to a trial; what is not fair, or later, is not learned', () => {
  const trials = trialsOf(answers, fsrs6);
  expect(lessonsOf(answers, trials, Infinity)).toEqual([
    {
      at: 1,
      steps: [
        { days: 0, rating: 3 },
        { days: 2, rating: 3 }
      ]
    },
    {
      at: 3,
      steps: [
        { days: 0, rating: 3 },
        { days: 2, rating: 3 },
        { days: 0, rating: 3 },
        { days: 11, rating: 1 }
      ]
    }
  ]);
  expect(lessonsOf(answers, trials, 3)).toHaveLength(1);
});

test('trials outside the window do not count', () => {
  const trials = trialsOf(answers, fsrs6);
  const duel = none();
  judge(duel, trials, trials, { from: 2, until: 4 });
  expect(duel.n).toBe(1);
  expect(duel.before).toBe(duel.after);
  expect(duel.squares).toBe(0);
});

test('the same weights win nothing, and neither does luck', () => {
  const trials = trialsOf(answers, fsrs6);
  const duel = none();
  for (let i = 0; i < 50; i++) judge(duel, trials, trials, { from: 0, until: 9 });
  expect(isWon(duel)).toBe(false);
  expect(isWon(none())).toBe(false);
  // One great gain among losses: better in the sum, by less than its standard error.
  expect(isWon({ n: 10, before: 10, after: 9.9, squares: 4 })).toBe(false);
  expect(isWon({ n: 10, before: 10, after: 9, squares: 0.12 })).toBe(true);
});

test('weights that expect what comes win', () => {
  const forgetful = memoryModel(defaultWeights.map((w, i) => (i < 4 ? w / 4 : w)));
  const lapses = answers.map((answer, i) => ({ ...answer, rating: i % 2 ? 1 : 3 }) as Answered);
  const duel = none();
  for (let i = 0; i < 20; i++)
    judge(duel, trialsOf(lapses, fsrs6), trialsOf(lapses, forgetful), { from: 0, until: 9 });
  expect(isWon(duel)).toBe(true);
});

test('a fit is tried anew after a tenth as many answers again, and no fewer than 200', () => {
  expect(fewestNew(500)).toBe(200);
  expect(fewestNew(50_000)).toBe(5000);
});
