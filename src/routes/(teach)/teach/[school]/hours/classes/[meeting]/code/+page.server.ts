import { error } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireAuthor } from '$lib/server/guard';
import * as meetings from '$lib/server/meetings';

export async function load(event) {
  const { actor, school, change } = await requireAuthor(db, event);
  const meeting = await meetings.find(db, actor, school.id, event.params.meeting);
  if (!meeting) error(404, 'There is no such class of this school');
  const code = await meetings.showCode(db, actor, school.id, meeting.id, change.now);
  return { meeting, code, now: change.now.toISOString() };
}
