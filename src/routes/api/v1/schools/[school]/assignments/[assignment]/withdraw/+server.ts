import { withdraw } from '$lib/server/assignments';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import { problem } from '$lib/server/problem';

export async function POST(event) {
  const { change } = await requireCohorts(db, event);
  return (await withdraw(db, change, event.params.assignment))
    ? new Response(null, { status: 204 })
    : problem(404, 'Not found', 'There is no such assignment of this school');
}
