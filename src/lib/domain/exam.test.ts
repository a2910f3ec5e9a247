import * as v from 'valibot';
import { expect, test } from 'vitest';
import { examId, examRules, fitsExam, lengths } from './exam';
import { QuizRules, isFinal } from './quiz';

test.each([
  [100, 110],
  [50, 55],
  [25, 28]
] as const)(
  '%d questions have %d minutes, no way back, and none may be left',
  (length, minutes) => {
    const rules = examRules(length);
    expect(v.parse(QuizRules, rules)).toEqual(rules);
    expect(rules).toMatchObject({ minutes, mustFinish: true, passMark: 0.7, attempts: null });
    expect(isFinal(rules)).toBe(true);
  }
);

test('the time shrinks with the questions that there are, and never grows', () => {
  expect(examRules(100, 40)).toMatchObject({ minutes: 44 });
  expect(examRules(25, 40)).toMatchObject({ minutes: 28 });
  expect(v.safeParse(QuizRules, examRules(25, 0)).success).toBe(true);
});

test('each length is a quiz of its own', () => {
  expect(lengths.map(examId)).toEqual(['exam-25', 'exam-50', 'exam-100']);
});

test('one best answer of four fits, nothing else', () => {
  const options = (count: number) => Array.from({ length: count }, () => ({}));
  expect(fitsExam({ type: 'choice', options: options(4) })).toBe(true);
  expect(fitsExam({ type: 'choice', options: options(3) })).toBe(false);
  expect(fitsExam({ type: 'multiple', options: options(4) })).toBe(false);
  expect(fitsExam({ type: 'order' })).toBe(false);
});
