import { Settling } from '$lib/domain/lesson/text';
import { db } from '$lib/server/db/pool';
import { requireAuthor } from '$lib/server/guard';
import * as comments from '$lib/server/lesson-comments';
import { problem, readJson } from '$lib/server/problem';

export async function PATCH(event) {
  const { change } = await requireAuthor(db, event);
  const body = await readJson(event.request, Settling);
  if (!body.ok) return body.response;
  const { lesson, comment } = event.params;
  return (await comments.resolve(db, change, lesson, comment, body.data.resolved))
    ? new Response(null, { status: 204 })
    : problem(404, 'Not found', 'There is no such comment on this lesson');
}
