import { json } from '@sveltejs/kit';
import { Batch } from '$lib/domain/answer';
import { save } from '$lib/server/attempt-answers';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { problem, readJson } from '$lib/server/problem';

export async function POST(event) {
  const { account } = requireAccount(event);
  const body = await readJson(event.request, Batch);
  if (!body.ok) return body.response;
  const results = await save(db, account, event.params.attempt, body.data.answers, new Date());
  return results
    ? json({ results })
    : problem(404, 'Not found', 'There is no such attempt of yours');
}
