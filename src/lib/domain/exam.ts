/**
 * The simulated licence exam, by the published rules of the MBLEx: 100 questions of four options
 * each, about 110 minutes, no way back, unfinished means failed. The real one adapts to the
 * candidate and reports pass or fail only; ours does neither, and says so.
 */
import type { QuizRules } from './quiz';

export const lengths = [25, 50, 100] as const;
export type Length = (typeof lengths)[number];

const minutesPerQuestion = 1.1;
/** The board publishes no score to pass: this is our threshold for "on the way". */
export const passMark = 0.7;

/** Id of the quiz that is the exam of this length. */
export const examId = (length: Length) => `exam-${length}`;

/**
 * @param length how many questions the form asks
 * @param available how many of them the bank can fill; the time shrinks with them
 */
export const examRules = (length: Length, available: number = length): QuizRules => ({
  title: `Practice exam, ${length} questions`,
  instructions: '',
  composition: { kind: 'exam', questions: length },
  shuffle: true,
  minutes: Math.max(1, Math.round(Math.min(length, available) * minutesPerQuestion)),
  attempts: null,
  opensAt: null,
  closesAt: null,
  passMark,
  feedback: 'at-end',
  linear: true,
  mustFinish: true
});

/** @returns whether an item can stand in the exam: one best answer of four. */
export const fitsExam = (item: { type: string; options?: unknown[] }): boolean =>
  item.type === 'choice' && item.options?.length === 4;
