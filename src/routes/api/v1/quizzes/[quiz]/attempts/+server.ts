import { json } from '@sveltejs/kit';
import { view } from '$lib/server/attempt-view';
import { start } from '$lib/server/attempts';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { problem } from '$lib/server/problem';
import { find } from '$lib/server/quizzes';

/** Begins an attempt, or answers with the one that is open. */
export async function POST(event) {
  const { actor } = requireAccount(event);
  const quiz = await find(db, actor, event.params.quiz);
  if (!quiz) return problem(404, 'Not found', 'There is no such quiz for you');
  const now = new Date();
  const started = await start(db, actor, quiz, now);
  if ('error' in started) return problem(409, 'No attempt can begin', started.error);
  const { attempt, isNew } = started;
  return json(await view(db, actor, attempt.id, now), { status: isNew ? 201 : 200 });
}
