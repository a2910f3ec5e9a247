import { json } from '@sveltejs/kit';
import { readRosterQuery } from '$lib/domain/roster-query';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import { recordOf } from '$lib/server/member-record';
import { viewedMany } from '$lib/server/record-views';
import * as roster from '$lib/server/roster';

export async function GET(event) {
  const { actor, school, change } = await requireCohorts(db, event);
  const query = readRosterQuery(event.url.searchParams);
  const members = await roster.list(db, actor, school.id, query, change.today);
  const look = { actor, school: school.id, way: 'api', now: change.now } as const;
  await viewedMany(db, look, 'membership', members.length, event.url.search);
  const active = await roster.withActivity(db, members, change.now);
  return json({ members: active.map(recordOf) }, { headers: { 'cache-control': 'no-store' } });
}
