import { json } from '@sveltejs/kit';
import { Batch } from '$lib/domain/answer';
import { record } from '$lib/server/answers';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { readJson } from '$lib/server/problem';

export async function POST(event) {
  const { account } = requireAccount(event);
  const body = await readJson(event.request, Batch);
  if (!body.ok) return body.response;
  return json({ results: await record(db, account, body.data.answers, new Date()) });
}
