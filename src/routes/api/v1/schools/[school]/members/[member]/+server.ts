import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import * as events from '$lib/server/member-events';
import { eventRecordOf, recordOf } from '$lib/server/member-record';
import { problem } from '$lib/server/problem';
import { viewed } from '$lib/server/record-views';
import * as roster from '$lib/server/roster';

export async function GET(event) {
  const { actor, school, change } = await requireCohorts(db, event);
  const member = await roster.find(db, actor, school.id, event.params.member, change.today);
  if (!member) return problem(404, 'Not found', 'There is no such member of this school');
  const look = { actor, school: school.id, way: 'api', now: change.now } as const;
  const [log] = await Promise.all([
    events.list(db, school.id, member.id),
    viewed(db, look, { record: member.id }, 'membership')
  ]);
  const headers = { 'cache-control': 'no-store' };
  return json({ ...recordOf(member), events: log.map(eventRecordOf) }, { headers });
}
