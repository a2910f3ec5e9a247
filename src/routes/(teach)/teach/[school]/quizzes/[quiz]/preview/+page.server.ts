import { db } from '$lib/server/db/pool';
import { requireQuiz } from '$lib/server/guard';
import { preview } from '$lib/server/preview';

export async function load(event) {
  const { quiz } = await requireQuiz(db, event);
  return { questions: await preview(db, quiz) };
}
