import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { list } from '$lib/server/quiz-view';

export async function GET(event) {
  const { actor } = requireAccount(event);
  return json({ quizzes: await list(db, actor, new Date()) });
}
