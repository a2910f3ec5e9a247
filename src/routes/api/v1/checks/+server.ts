import { json } from '@sveltejs/kit';
import { Batch } from '$lib/domain/answer';
import { db } from '$lib/server/db/pool';
import { check } from '$lib/server/grading';
import { readJson } from '$lib/server/problem';

export async function POST({ request, locals }) {
  const body = await readJson(request, Batch);
  if (!body.ok) return body.response;
  return json({
    results: await check(db, locals.account?.id ?? null, body.data.answers, new Date())
  });
}
