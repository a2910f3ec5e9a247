import { error } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireQuiz } from '$lib/server/guard';
import { analyse } from '$lib/server/item-analysis';

export async function load(event) {
  const { actor, quiz } = await requireQuiz(db, event);
  const analysis = await analyse(db, actor, quiz);
  return analysis ? { analysis } : error(404, 'There is no such quiz of this school');
}
