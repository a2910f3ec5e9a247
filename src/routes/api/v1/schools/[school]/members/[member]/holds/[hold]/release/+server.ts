import { HoldInput } from '$lib/domain/retention';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import { problem, readJson } from '$lib/server/problem';
import { release } from '$lib/server/record-holds';

export async function POST(event) {
  const { change } = await requireCohorts(db, event);
  const body = await readJson(event.request, HoldInput);
  if (!body.ok) return body.response;
  const { member, hold } = event.params;
  return (await release(db, change, member, hold, body.data)) === 'done'
    ? new Response(null, { status: 204 })
    : problem(404, 'Not found', 'There is no such hold, or only administrators may do this');
}
