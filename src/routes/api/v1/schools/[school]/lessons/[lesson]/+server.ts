import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireLesson } from '$lib/server/guard';

export async function GET(event) {
  const { lesson } = await requireLesson(db, event);
  const { author: _, originText: __, ...told } = lesson;
  return json(told, { headers: { 'cache-control': 'private, no-cache' } });
}
