import { error } from '@sveltejs/kit';
import { result } from '$lib/server/attempt-result';
import { db } from '$lib/server/db/pool';
import { requireQuiz } from '$lib/server/guard';
import { viewed } from '$lib/server/record-views';
import * as results from '$lib/server/results';

export async function load(event) {
  const { actor, school, quiz } = await requireQuiz(db, event);
  const attempt = await results.attempt(db, actor, quiz, event.params.attempt);
  if (!attempt) error(404, 'There is no such attempt at this quiz');
  const look = { actor, school: school.id, way: 'page', now: new Date() } as const;
  await viewed(db, look, { account: attempt.student.id }, 'quizzes');
  const { student, number, trial, startedAt, deadlineAt } = attempt;
  const isOver = attempt.finishedAt !== null;
  return {
    attempt: { id: attempt.id, student, number, trial, startedAt, deadlineAt },
    result: isOver ? await result(db, attempt, quiz, true) : null
  };
}
