import { json } from '@sveltejs/kit';
import { can } from '$lib/domain/actor';
import { list } from '$lib/server/amendment-list';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { problem } from '$lib/server/problem';
import { viewedMany } from '$lib/server/record-views';

export async function GET(event) {
  const { actor, school } = await requireStaff(db, event);
  if (!can(actor, 'record.manage', { school: school.id }))
    return problem(404, 'Not found', 'Only administrators of the school answer requests');
  const now = new Date();
  const requests = await list(db, actor, school.id, now);
  await viewedMany(db, { actor, school: school.id, way: 'api', now }, 'whole', requests.length);
  return json({ requests });
}
