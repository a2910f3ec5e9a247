import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { find } from '$lib/server/meetings';
import { problem } from '$lib/server/problem';

export async function GET(event) {
  const { actor, school } = await requireStaff(db, event);
  const meeting = await find(db, actor, school.id, event.params.meeting);
  return meeting
    ? json(meeting)
    : problem(404, 'Not found', 'There is no such meeting of this school');
}
