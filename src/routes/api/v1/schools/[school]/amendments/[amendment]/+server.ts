import { json } from '@sveltejs/kit';
import { find } from '$lib/server/amendment-list';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { problem } from '$lib/server/problem';
import { viewed } from '$lib/server/record-views';

export async function GET(event) {
  const { actor, school } = await requireStaff(db, event);
  const now = new Date();
  const request = await find(db, actor, school.id, event.params.amendment, now);
  if (!request) return problem(404, 'Not found', 'There is no such request for you to answer');
  const look = { actor, school: school.id, way: 'api', now } as const;
  await viewed(db, look, { record: request.student.id }, request.part);
  return json(request);
}
