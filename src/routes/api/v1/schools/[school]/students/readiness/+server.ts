import { json } from '@sveltejs/kit';
import { pagesOf } from '$lib/domain/student-filter';
import { db } from '$lib/server/db/pool';
import { requireStudents } from '$lib/server/guard';
import { viewedMany } from '$lib/server/record-views';
import { freshen } from '$lib/server/standings-age';
import { classReadiness } from '$lib/server/class-readiness';

export async function GET(event) {
  const { actor, school, filter, now } = await requireStudents(db, event);
  const age = await freshen(db, actor, school.id, now);
  const found = (await classReadiness(db, actor, school.id, filter))!;
  const look = { actor, school: school.id, way: 'api', now } as const;
  await viewedMany(db, look, 'whole', found.rows.length, event.url.pathname + event.url.search);
  return json({ ...age, page: filter.page, pages: pagesOf(found.found), ...found });
}
