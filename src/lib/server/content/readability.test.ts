import { expect, test } from 'vitest';
import { gradeOf } from './readability';

/** By the formula: 0.39 words a sentence + 11.8 syllables a word - 15.59. */
test.each([
  [['The cat sat on the mat.'], 0.39 * 6 + 11.8 * 1 - 15.59],
  [['Go on! Stop.', 'Why?'], 0.39 * (4 / 3) + 11.8 * 1 - 15.59],
  // A number in a sentence does not end it, nor does the point within it.
  [['It took 2.5 hours. "Well?" she said.'], 0.39 * (7 / 3) + 11.8 * 1 - 15.59],
  [['Anatomy'], 0.39 + 11.8 * 4 - 15.59]
])('%j', (paragraphs, grade) => {
  expect(gradeOf(paragraphs)).toBeCloseTo(grade, 5);
});

test('without words there is nothing to read', () => {
  expect(gradeOf([])).toBe(0);
  expect(gradeOf([' ', '—'])).toBe(0);
});
