import { fail, redirect } from '@sveltejs/kit';
import { arrange, readQuery } from '$lib/domain/quiz-results';
import { logPending } from '$lib/server/attempt-ends';
import { start } from '$lib/server/attempts';
import { db } from '$lib/server/db/pool';
import { requireQuiz } from '$lib/server/guard';
import * as quizzes from '$lib/server/quizzes';
import { viewedMany } from '$lib/server/record-views';
import * as results from '$lib/server/results';

export async function load(event) {
  const { actor, school, quiz } = await requireQuiz(db, event);
  const query = readQuery(event.url.searchParams);
  const now = new Date();
  const rows = await results.results(db, actor, quiz, now, query.former === 'yes');
  const look = { actor, school: school.id, way: 'page', now } as const;
  await viewedMany(db, look, 'quizzes', rows.length, quiz.id);
  return {
    query,
    rows: arrange(rows, query),
    students: rows.length,
    started: rows.filter(({ state }) => state !== 'none').length,
    finished: rows.filter(({ attempts, state }) => attempts > (state === 'running' ? 1 : 0)).length
  };
}

export const actions = {
  async release(event) {
    const { actor, quiz } = await requireQuiz(db, event);
    const now = new Date();
    await quizzes.release(db, actor, quiz.id, now);
    await logPending(db, now, quiz.id);
    return { message: 'The results are released: students see them now.' };
  },
  async archive(event) {
    const { actor, quiz } = await requireQuiz(db, event);
    const isArchived = quiz.archivedAt === null;
    await quizzes.archive(db, actor, quiz.id, isArchived, new Date());
    return {
      message: isArchived
        ? 'The quiz is archived: students no longer see it, and its results stay here.'
        : 'The quiz is back: students see it again.'
    };
  },
  /** An attempt of one's own, which counts nowhere. */
  async try(event) {
    const { actor, quiz } = await requireQuiz(db, event);
    const started = await start(db, actor, quiz, new Date());
    if ('error' in started) return fail(409, { message: started.error });
    redirect(303, `/quizzes/${quiz.id}/attempts/${started.attempt.id}`);
  }
};
