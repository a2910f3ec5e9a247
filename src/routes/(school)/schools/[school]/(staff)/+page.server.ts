import { readRosterQuery } from '$lib/domain/roster-query';
import * as cohorts from '$lib/server/cohorts';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import * as hourSettings from '$lib/server/hour-settings';
import { recordOf } from '$lib/server/member-record';
import { viewedMany } from '$lib/server/record-views';
import * as roster from '$lib/server/roster';

export async function load(event) {
  const { actor, school, change } = await requireCohorts(db, event);
  const query = readRosterQuery(event.url.searchParams);
  const [members, { timeZone: zone }, own] = await Promise.all([
    roster.list(db, actor, school.id, query, change.today),
    hourSettings.find(db, school.id),
    cohorts.list(db, actor, school.id)
  ]);
  const look = { actor, school: school.id, way: 'page', now: change.now } as const;
  await viewedMany(db, look, 'membership', members.length, event.url.search);
  const active = await roster.withActivity(db, members, change.now);
  return {
    ...{ query, zone },
    members: active.map(recordOf),
    cohorts: own.map(({ id, name }) => ({ id, name }))
  };
}
