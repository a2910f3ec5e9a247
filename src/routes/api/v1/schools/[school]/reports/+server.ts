import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { viewedMany } from '$lib/server/record-views';
import * as reports from '$lib/server/reports';

export async function GET(event) {
  const { actor, school } = await requireStaff(db, event);
  const which = event.url.searchParams.has('resolved') ? 'resolved' : 'open';
  const list = await reports.list(db, actor, school.id, which);
  const look = { actor, school: school.id, way: 'api', now: new Date() } as const;
  await viewedMany(db, look, 'notes', list.length, event.url.pathname + event.url.search);
  return json({ reports: list });
}
