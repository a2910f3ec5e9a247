import { error } from '@sveltejs/kit';
import * as announcements from '$lib/server/announcements';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';

export async function load(event) {
  const { actor, school } = await requireStaff(db, event);
  const found = await announcements.find(db, actor, school.id, event.params.announcement);
  return found
    ? { announcement: found }
    : error(404, 'There is no such announcement of this school');
}
