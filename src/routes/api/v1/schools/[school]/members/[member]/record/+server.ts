import { json } from '@sveltejs/kit';
import { can } from '$lib/domain/actor';
import * as amendments from '$lib/server/amendment-list';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import { problem } from '$lib/server/problem';
import { listOf } from '$lib/server/record-holds';
import { viewed, viewsOf } from '$lib/server/record-views';
import * as roster from '$lib/server/roster';

export async function GET(event) {
  const { actor, school, change } = await requireCohorts(db, event);
  const member = await roster.find(db, actor, school.id, event.params.member, change.today);
  if (!member) return problem(404, 'Not found', 'There is no such member of this school');
  const look = { actor, school: school.id, way: 'api', now: change.now } as const;
  await viewed(db, look, { record: member.id }, 'whole');
  const owner = { school: school.id, record: member.id };
  const [holds, views, requests] = await Promise.all([
    listOf(db, school.id, member.id),
    viewsOf(db, owner, { most: 200 }),
    can(actor, 'record.manage', { school: school.id }) ? amendments.listOf(db, owner) : []
  ]);
  return json({ holds, views, requests });
}
