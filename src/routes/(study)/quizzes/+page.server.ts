import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { list } from '$lib/server/quiz-view';

export async function load(event) {
  const { actor } = requireAccount(event);
  return { quizzes: await list(db, actor, new Date()) };
}
