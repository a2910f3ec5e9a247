import { json } from '@sveltejs/kit';
import { NewAssignment } from '$lib/domain/assignment-input';
import * as progress from '$lib/server/assignment-progress';
import { recordOf } from '$lib/server/assignment-record';
import { assign } from '$lib/server/assignments';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import { idTaken, problem, readJson, refusedField } from '$lib/server/problem';

export async function GET(event) {
  const { actor, school, change } = await requireCohorts(db, event);
  const all = await progress.list(db, actor, school.id);
  return json({ assignments: all.map((one) => recordOf(one, change.today)) });
}

export async function POST(event) {
  const { actor, school, change } = await requireCohorts(db, event);
  const body = await readJson(event.request, NewAssignment);
  if (!body.ok) return body.response;
  const made = await assign(db, change, body.data);
  if (made.outcome === 'taken') return idTaken();
  if (made.outcome === 'missing')
    return problem(404, 'Not found', 'There is no such school of yours');
  if (made.outcome === 'invalid') return refusedField(made.field, made.error);
  const found = (await progress.find(db, actor, school.id, made.id))!;
  return json(recordOf(found, change.today), { status: 201 });
}
