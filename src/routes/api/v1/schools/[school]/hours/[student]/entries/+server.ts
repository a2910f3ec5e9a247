import { ManualEntry } from '$lib/domain/hours-input';
import { db } from '$lib/server/db/pool';
import { requireAuthor } from '$lib/server/guard';
import { enter } from '$lib/server/hour-entries';
import { replyOf } from '$lib/server/hour-replies';
import { readJson } from '$lib/server/problem';

export async function POST(event) {
  const { change } = await requireAuthor(db, event);
  const body = await readJson(event.request, ManualEntry);
  if (!body.ok) return body.response;
  return replyOf(await enter(db, change, event.params.student, body.data));
}
