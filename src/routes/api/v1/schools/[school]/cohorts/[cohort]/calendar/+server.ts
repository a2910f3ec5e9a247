import { json } from '@sveltejs/kit';
import { find } from '$lib/server/calendar-feeds';
import { eventRecord } from '$lib/server/calendar-record';
import { ofCohort } from '$lib/server/calendars';
import { db } from '$lib/server/db/pool';
import { requireCohort } from '$lib/server/guard';
import { problem } from '$lib/server/problem';

export async function GET(event) {
  const { account, actor, school, cohort, change } = await requireCohort(db, event);
  const found = await ofCohort(db, actor, school.id, cohort.id, change.now);
  if (!found) return problem(404, 'Not found', 'There is no such cohort of yours');
  const feedSince = await find(db, account.id, { cohort: cohort.id, school: school.id });
  return json({ name: found.name, events: found.events.map(eventRecord), feedSince });
}
