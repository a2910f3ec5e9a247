import { json } from '@sveltejs/kit';
import { pagesOf } from '$lib/domain/student-filter';
import { db } from '$lib/server/db/pool';
import { requireStudents } from '$lib/server/guard';
import { freshen } from '$lib/server/standings-age';
import { grid } from '$lib/server/student-grid';

export async function GET(event) {
  const { actor, school, filter, now } = await requireStudents(db, event);
  const age = await freshen(db, actor, school.id, now);
  const found = (await grid(db, actor, school.id, filter))!;
  return json({ ...age, page: filter.page, pages: pagesOf(found.found), ...found });
}
