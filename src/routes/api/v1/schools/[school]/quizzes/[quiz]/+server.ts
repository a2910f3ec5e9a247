import { json } from '@sveltejs/kit';
import { QuizRules } from '$lib/domain/quiz';
import { db } from '$lib/server/db/pool';
import { requireQuiz } from '$lib/server/guard';
import { problem, readJson } from '$lib/server/problem';
import { recordOf } from '$lib/server/quiz-record';
import * as quizzes from '$lib/server/quizzes';

export async function GET(event) {
  const { quiz } = await requireQuiz(db, event);
  return json(recordOf(quiz, new Date()));
}

export async function PUT(event) {
  const { actor, quiz } = await requireQuiz(db, event);
  const body = await readJson(event.request, QuizRules);
  if (!body.ok) return body.response;
  const changed = await quizzes.update(db, actor, quiz.id, body.data);
  if (changed && 'error' in changed)
    return problem(422, 'Not what this address takes', changed.error);
  return json(recordOf({ ...quiz, rules: body.data }, new Date()));
}
