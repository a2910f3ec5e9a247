import { Restoration } from '$lib/domain/lesson/text';
import { savedReply } from '$lib/server/authoring-replies';
import { db } from '$lib/server/db/pool';
import { requireAuthor } from '$lib/server/guard';
import * as history from '$lib/server/lesson-history';
import { readJson } from '$lib/server/problem';

export async function POST(event) {
  const { change } = await requireAuthor(db, event);
  const body = await readJson(event.request, Restoration);
  if (!body.ok) return body.response;
  const { version, revision } = body.data;
  return savedReply(await history.restore(db, change, event.params.lesson, version, revision));
}
