import { json } from '@sveltejs/kit';
import { CohortRules } from '$lib/domain/cohort';
import { recordOf } from '$lib/server/cohort-record';
import * as cohorts from '$lib/server/cohorts';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import { problem, readJson, refusedField } from '$lib/server/problem';

export async function GET(event) {
  const { actor, school } = await requireCohorts(db, event);
  const own = await cohorts.list(db, actor, school.id);
  return json({ cohorts: own.map(recordOf) });
}

export async function POST(event) {
  const { actor, school, change } = await requireCohorts(db, event);
  const body = await readJson(event.request, CohortRules);
  if (!body.ok) return body.response;
  const made = await cohorts.create(db, change, body.data);
  if (made.outcome === 'missing')
    return problem(404, 'Not found', 'There is no such school of yours');
  if (made.outcome === 'invalid') return refusedField(made.field, made.error);
  const cohort = (await cohorts.find(db, actor, school.id, made.id))!;
  return json(recordOf(cohort), { status: 201 });
}
