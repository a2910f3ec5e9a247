import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { problem } from '$lib/server/problem';
import { readerState } from '$lib/server/reading';
import * as reading from '$lib/server/school-reading';

export async function GET(event) {
  const { account, actor } = requireAccount(event);
  const lesson = await reading.lesson(db, actor, event.params.lesson);
  if (!lesson) return problem(404, 'Not found', 'There is no lesson at this address');
  const { tree: _, components: __, asks, ...told } = lesson;
  const reader = await readerState(db, account.id, lesson.id, asks);
  return json(
    { ...told, reader: { ...reader, member: true } },
    { headers: { 'cache-control': 'private, no-cache' } }
  );
}
