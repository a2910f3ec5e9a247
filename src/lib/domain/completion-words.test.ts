import { expect, test } from 'vitest';
import type { Requirement } from './completion-rule';
import { wordsOf } from './completion-words';

const names = {
  lessons: { a: 'A', b: 'B', c: 'C', d: 'D' },
  quizzes: { q: 'Final' },
  topics: { t: 'Safety' },
  skills: { s: 'Draping' }
};
const lessons = (checks: boolean, ...ids: string[]): Requirement => ({
  ...{ kind: 'lessons', lessons: ids, checks }
});

test.each<[Requirement, string]>([
  [lessons(false, 'a'), '“A” read'],
  [lessons(true, 'a'), '“A” read, and its questions answered'],
  [lessons(true, 'a', 'b', 'c'), '“A”, “B” and “C” read, and their questions answered'],
  [lessons(false, 'a', 'b', 'c', 'd'), '4 lessons read'],
  [{ kind: 'quiz', quiz: 'q', share: 0.725 }, '72.5% reached in “Final”'],
  [{ kind: 'quiz', quiz: 'gone', share: 0.8 }, '80% reached in “gone”'],
  [
    { kind: 'recall', topic: 't', share: 0.85, answers: 20 },
    '85% of “Safety” remembered, over at least 20 answered questions'
  ],
  [{ kind: 'skill', skill: 's' }, '“Draping” shown in person and signed off'],
  [{ kind: 'hours', hours: 500 }, '500 hours attested by the school']
])('%j reads: %s', (asked, words) => {
  expect(wordsOf(asked, names)).toBe(words);
});
