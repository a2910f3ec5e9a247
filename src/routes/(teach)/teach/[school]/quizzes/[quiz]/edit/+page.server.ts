import { error, fail, redirect } from '@sveltejs/kit';
import { draftOf } from '$lib/domain/quiz-form';
import { db } from '$lib/server/db/pool';
import { requireQuiz } from '$lib/server/guard';
import * as quizzes from '$lib/server/quizzes';
import * as results from '$lib/server/results';
import { arranged, material, readRules } from '../../compose.server';

export async function load(event) {
  const { actor, school, quiz, account } = await requireQuiz(db, event);
  const [there, activity] = await Promise.all([
    material(db, school.id),
    results.activity(db, actor, school.id)
  ]);
  const { finished = 0, running = 0 } = activity.get(quiz.id) ?? {};
  return { draft: draftOf(quiz.rules, account.timeZone), begun: finished + running, ...there };
}

export const actions = {
  async save(event) {
    const { actor, school, quiz, account } = await requireQuiz(db, event);
    const read = await readRules(event, account.timeZone);
    if (!read.ok) return read.refused;
    const made = await quizzes.update(db, actor, quiz.id, read.rules);
    if (!made) error(404, 'There is no such quiz of this school');
    if ('error' in made) return fail(422, { ...read.again, errors: { items: made.error } });
    redirect(303, `/teach/${school.slug}/quizzes/${quiz.id}`);
  },
  async arrange(event) {
    await requireQuiz(db, event);
    return arranged(event);
  }
};
