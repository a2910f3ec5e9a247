import { json } from '@sveltejs/kit';
import { MemberChange } from '$lib/domain/cohort';
import { studentRecordOf } from '$lib/server/cohort-record';
import * as cohortStudents from '$lib/server/cohort-students';
import * as cohorts from '$lib/server/cohorts';
import { db } from '$lib/server/db/pool';
import { requireCohort } from '$lib/server/guard';
import { problem, readJson, refusedField } from '$lib/server/problem';
import { viewedMany } from '$lib/server/record-views';

export async function GET(event) {
  const { actor, school, cohort, change } = await requireCohort(db, event);
  const all = await cohortStudents.list(db, actor, school.id, cohort.id);
  const look = { actor, school: school.id, way: 'api', now: change.now } as const;
  await viewedMany(db, look, 'cohorts', all.length, cohort.id);
  return json({ students: all.map(studentRecordOf) });
}

export async function PATCH(event) {
  const { cohort, change } = await requireCohort(db, event);
  const body = await readJson(event.request, MemberChange);
  if (!body.ok) return body.response;
  const changed = await cohorts.changeMembers(db, change, cohort.id, body.data);
  if (changed.outcome === 'missing') return problem(404, 'Not found', 'It was removed meanwhile');
  if (changed.outcome === 'invalid') return refusedField(changed.field, changed.error);
  return GET(event);
}
