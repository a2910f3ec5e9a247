import { logPending } from '$lib/server/attempt-ends';
import { db } from '$lib/server/db/pool';
import { requireQuiz } from '$lib/server/guard';
import * as quizzes from '$lib/server/quizzes';

export async function POST(event) {
  const { actor, quiz } = await requireQuiz(db, event);
  const now = new Date();
  await quizzes.release(db, actor, quiz.id, now);
  await logPending(db, now, quiz.id);
  return new Response(null, { status: 204 });
}
