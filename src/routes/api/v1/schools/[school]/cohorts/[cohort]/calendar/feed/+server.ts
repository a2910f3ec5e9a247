import { json } from '@sveltejs/kit';
import { issue, revoke } from '$lib/server/calendar-feeds';
import { feedAddress } from '$lib/server/calendar-record';
import { db } from '$lib/server/db/pool';
import { requireCohort } from '$lib/server/guard';
import { problem } from '$lib/server/problem';

export async function POST(event) {
  const { actor, school, cohort, change } = await requireCohort(db, event);
  const token = await issue(db, actor, { cohort: cohort.id, school: school.id }, change.now);
  return token === null
    ? problem(404, 'Not found', 'There is no such cohort of yours')
    : json({ address: feedAddress(token) }, { status: 201 });
}

export async function DELETE(event) {
  const { account, school, cohort } = await requireCohort(db, event);
  await revoke(db, account.id, { cohort: cohort.id, school: school.id });
  return new Response(null, { status: 204 });
}
