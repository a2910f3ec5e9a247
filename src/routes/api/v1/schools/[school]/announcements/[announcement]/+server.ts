import { json } from '@sveltejs/kit';
import * as announcements from '$lib/server/announcements';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { problem } from '$lib/server/problem';

export async function GET(event) {
  const { actor, school } = await requireStaff(db, event);
  const found = await announcements.find(db, actor, school.id, event.params.announcement);
  return found
    ? json(found)
    : problem(404, 'Not found', 'There is no such announcement of this school');
}
