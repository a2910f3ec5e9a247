import { Statement } from '$lib/domain/amendment';
import { state } from '$lib/server/amendments';
import { db } from '$lib/server/db/pool';
import { requireRecord } from '$lib/server/guard';
import { readJson } from '$lib/server/problem';
import { replyOf } from '$lib/server/record-replies';

export async function POST(event) {
  const { change } = await requireRecord(db, event);
  const body = await readJson(event.request, Statement);
  if (!body.ok) return body.response;
  return replyOf(await state(db, change, event.params.request, body.data));
}
