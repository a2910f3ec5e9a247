import { Cancellation } from '$lib/domain/attendance';
import { db } from '$lib/server/db/pool';
import { requireAuthor } from '$lib/server/guard';
import { cancel } from '$lib/server/meetings';
import { problem, readJson } from '$lib/server/problem';

export async function PUT(event) {
  const { change } = await requireAuthor(db, event);
  const body = await readJson(event.request, Cancellation);
  if (!body.ok) return body.response;
  return (await cancel(db, change, event.params.meeting, body.data.reason))
    ? new Response(null, { status: 204 })
    : problem(404, 'Not found', 'There is no such meeting, or it was called off');
}
