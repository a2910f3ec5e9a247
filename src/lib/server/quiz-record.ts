/** A quiz as the HTTP API gives it to staff. */
import type { Quiz } from './quizzes';
import type { Phase } from '../domain/quiz-phase';
import { isReleased, phaseOf } from '../domain/quiz-phase';
import type { QuizRules } from '../domain/quiz';

export interface QuizRecord {
  id: string;
  rules: QuizRules;
  phase: Phase;
  /** Null where results need no release. */
  released: boolean | null;
  releasedAt: string | null;
  archivedAt: string | null;
}

export const recordOf = (quiz: Quiz, now: Date): QuizRecord => ({
  id: quiz.id,
  rules: quiz.rules,
  phase: phaseOf(quiz, now),
  released: isReleased(quiz),
  releasedAt: quiz.releasedAt?.toISOString() ?? null,
  archivedAt: quiz.archivedAt?.toISOString() ?? null
});
