import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { Grant } from '$lib/domain/quiz';
import { allow, allowanceOf } from '$lib/server/allowances';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireQuiz } from '$lib/server/guard';
import { parse } from '$lib/server/issues';
import { viewed } from '$lib/server/record-views';
import * as results from '$lib/server/results';

async function requireStudent(event: RequestEvent) {
  const { actor, school, quiz } = await requireQuiz(db, event);
  const student = await results.sitter(db, actor, quiz, event.params.student ?? '');
  return student
    ? { actor, school, quiz, student }
    : error(404, 'There is no such student of this school');
}

export async function load(event) {
  const { actor, school, quiz, student } = await requireStudent(event);
  const [attempts, grants, allowance] = await Promise.all([
    results.attemptsOf(db, actor, quiz, student.id),
    results.grants(db, actor, quiz, student.id),
    allowanceOf(db, quiz.id, student.id)
  ]);
  const look = { actor, school: school.id, way: 'page', now: new Date() } as const;
  await viewed(db, look, { account: student.id }, 'quizzes');
  const { extraMinutes, extraAttempts } = allowance;
  return {
    student,
    grants,
    allowance: { extraMinutes, extraAttempts },
    attempts: attempts.map(({ id, number, trial, startedAt, finishedAt, ...rest }) => {
      const { deadlineAt, endedBy, score, passed } = rest;
      return { id, number, trial, startedAt, finishedAt, deadlineAt, endedBy, score, passed };
    })
  };
}

export const actions = {
  async default(event) {
    const { actor, quiz, student } = await requireStudent(event);
    const form = await forms.texts(event.request);
    const count = (text = '') => (/^\d+$/.test(text.trim()) ? Number(text) : NaN);
    const { extraMinutes, extraAttempts, reason } = form;
    const read = parse(Grant, {
      extraMinutes: count(extraMinutes),
      extraAttempts: count(extraAttempts),
      reason
    });
    if (!read.ok) return fail(422, { values: form, errors: read.errors });
    const { reason: why, ...allowance } = read.data;
    if (!(await allow(db, actor, quiz.id, student.id, allowance, why, new Date())))
      return fail(409, { values: form, errors: { reason: 'The student has left this school' } });
    return { granted: true };
  }
};
