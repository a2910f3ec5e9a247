import { json } from '@sveltejs/kit';
import { view } from '$lib/server/attempt-view';
import { handIn } from '$lib/server/attempts';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { problem } from '$lib/server/problem';

/** Hands an attempt in; a second time changes nothing. */
export async function POST(event) {
  const { account, actor } = requireAccount(event);
  const now = new Date();
  const attempt = await handIn(db, account.id, event.params.attempt, now);
  return attempt
    ? json(await view(db, actor, attempt.id, now))
    : problem(404, 'Not found', 'There is no such attempt of yours');
}
