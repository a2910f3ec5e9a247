import { json } from '@sveltejs/kit';
import { view } from '$lib/server/attempt-view';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { problem } from '$lib/server/problem';

export async function GET(event) {
  const { actor } = requireAccount(event);
  const attempt = await view(db, actor, event.params.attempt, new Date());
  if (!attempt) return problem(404, 'Not found', 'There is no such attempt of yours');
  return json(attempt, { headers: { 'cache-control': 'no-store' } });
}
