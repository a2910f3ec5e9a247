import { Decision } from '$lib/domain/amendment';
import { decide } from '$lib/server/amendments';
import { db } from '$lib/server/db/pool';
import { requireAuthor } from '$lib/server/guard';
import { readJson } from '$lib/server/problem';
import { replyOf } from '$lib/server/record-replies';

export async function POST(event) {
  const { change } = await requireAuthor(db, event);
  const body = await readJson(event.request, Decision);
  if (!body.ok) return body.response;
  return replyOf(await decide(db, change, event.params.amendment, body.data));
}
