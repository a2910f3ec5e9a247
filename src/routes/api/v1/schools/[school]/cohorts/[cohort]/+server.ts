import { json } from '@sveltejs/kit';
import { CohortRules } from '$lib/domain/cohort';
import { recordOf } from '$lib/server/cohort-record';
import * as cohorts from '$lib/server/cohorts';
import { db } from '$lib/server/db/pool';
import { requireCohort } from '$lib/server/guard';
import { problem, readJson, refusedField } from '$lib/server/problem';

export async function GET(event) {
  const { cohort } = await requireCohort(db, event);
  return json(recordOf(cohort));
}

export async function PUT(event) {
  const { cohort, change } = await requireCohort(db, event);
  const body = await readJson(event.request, CohortRules);
  if (!body.ok) return body.response;
  const saved = await cohorts.update(db, change, cohort.id, body.data);
  if (saved.outcome === 'missing') return problem(404, 'Not found', 'It was removed meanwhile');
  if (saved.outcome === 'invalid') return refusedField(saved.field, saved.error);
  return json(recordOf({ ...cohort, name: body.data.name, examDay: body.data.examDate }));
}

export async function DELETE(event) {
  const { cohort, change } = await requireCohort(db, event);
  await cohorts.remove(db, change, cohort.id);
  return new Response(null, { status: 204 });
}
