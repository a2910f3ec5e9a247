import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import * as reports from '$lib/server/reports';

export async function GET(event) {
  const { actor, school } = await requireStaff(db, event);
  const which = event.url.searchParams.has('resolved') ? 'resolved' : 'open';
  return json({ reports: await reports.list(db, actor, school.id, which) });
}
