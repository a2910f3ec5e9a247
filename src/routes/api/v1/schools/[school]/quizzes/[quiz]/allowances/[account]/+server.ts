import { json } from '@sveltejs/kit';
import { Grant } from '$lib/domain/quiz';
import { allow } from '$lib/server/allowances';
import { db } from '$lib/server/db/pool';
import { requireQuiz } from '$lib/server/guard';
import { problem, readJson } from '$lib/server/problem';
import * as results from '$lib/server/results';

export async function PUT(event) {
  const { actor, quiz } = await requireQuiz(db, event);
  const student = await results.sitter(db, actor, quiz, event.params.account);
  if (!student) return problem(404, 'Not found', 'There is no such student of this school');
  const body = await readJson(event.request, Grant);
  if (!body.ok) return body.response;
  const { reason, ...allowance } = body.data;
  if (!(await allow(db, actor, quiz.id, student.id, allowance, reason, new Date())))
    return problem(404, 'Not found', 'The student has left this school');
  return json(allowance);
}
