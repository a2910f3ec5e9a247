import { json } from '@sveltejs/kit';
import { NewAmendment } from '$lib/domain/amendment';
import { listOf } from '$lib/server/amendment-list';
import { ask } from '$lib/server/amendments';
import { db } from '$lib/server/db/pool';
import { requireRecord } from '$lib/server/guard';
import { readJson } from '$lib/server/problem';
import { replyOf } from '$lib/server/record-replies';

export async function GET(event) {
  const { own } = await requireRecord(db, event);
  return json({ requests: await listOf(db, own.owner) });
}

export async function POST(event) {
  const { change } = await requireRecord(db, event);
  const body = await readJson(event.request, NewAmendment);
  return body.ok ? replyOf(await ask(db, change, body.data)) : body.response;
}
