import { json } from '@sveltejs/kit';
import { NewQuiz } from '$lib/domain/quiz';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { idTaken, problem, readJson } from '$lib/server/problem';
import { recordOf } from '$lib/server/quiz-record';
import * as quizzes from '$lib/server/quizzes';

export async function GET(event) {
  const { actor, school } = await requireStaff(db, event);
  const own = await quizzes.listForStaff(db, actor, school.id);
  return json({ quizzes: own.map((quiz) => recordOf(quiz, new Date())) });
}

export async function POST(event) {
  const { actor, school } = await requireStaff(db, event);
  const body = await readJson(event.request, NewQuiz);
  if (!body.ok) return body.response;
  const now = new Date();
  const made = await quizzes.create(db, actor, school.id, body.data, now);
  if (made === 'taken') return idTaken();
  if (!made) return problem(404, 'Not found', 'There is no such school of yours');
  if ('error' in made) return problem(422, 'Not what this address takes', made.error);
  const quiz = (await quizzes.findForStaff(db, actor, made.id))!;
  return json(recordOf(quiz, now), { status: 201 });
}
