import { error, fail, redirect } from '@sveltejs/kit';
import { start } from '$lib/server/attempts';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import * as quizzes from '$lib/server/quizzes';
import { find } from '$lib/server/quiz-view';

const missing = 'There is no such quiz for you';

export async function load(event) {
  const { actor } = requireAccount(event);
  const quiz = await find(db, actor, event.params.quiz, new Date());
  return { quiz: quiz ?? error(404, missing) };
}

export const actions = {
  async start(event) {
    const { actor } = requireAccount(event);
    const quiz = (await quizzes.find(db, actor, event.params.quiz)) ?? error(404, missing);
    const started = await start(db, actor, quiz, new Date());
    if ('error' in started) return fail(409, { error: started.error });
    redirect(303, `/quizzes/${quiz.id}/attempts/${started.attempt.id}`);
  }
};
