import { Publication } from '$lib/domain/lesson/text';
import { publishedReply } from '$lib/server/authoring-replies';
import { db } from '$lib/server/db/pool';
import { requireAuthor } from '$lib/server/guard';
import * as publishing from '$lib/server/lesson-publishing';
import { readJson } from '$lib/server/problem';

export async function PUT(event) {
  const { change } = await requireAuthor(db, event);
  const body = await readJson(event.request, Publication);
  if (!body.ok) return body.response;
  return publishedReply(await publishing.publish(db, change, event.params.lesson, body.data));
}

export async function DELETE(event) {
  const { change } = await requireAuthor(db, event);
  return publishedReply(await publishing.withdraw(db, change, event.params.lesson, true));
}
