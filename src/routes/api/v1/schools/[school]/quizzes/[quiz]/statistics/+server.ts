import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireQuiz } from '$lib/server/guard';
import { analyse } from '$lib/server/item-analysis';

export async function GET(event) {
  const { actor, quiz } = await requireQuiz(db, event);
  return json(await analyse(db, actor, quiz), { headers: { 'cache-control': 'no-store' } });
}
