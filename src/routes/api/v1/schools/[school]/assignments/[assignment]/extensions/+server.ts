import { json } from '@sveltejs/kit';
import { NewExtension } from '$lib/domain/assignment-input';
import { extend, list } from '$lib/server/assignment-extensions';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import { idTaken, problem, readJson, refusedField } from '$lib/server/problem';

export async function GET(event) {
  const { actor, school } = await requireCohorts(db, event);
  return json({ extensions: await list(db, actor, school.id, event.params.assignment) });
}

export async function POST(event) {
  const { change } = await requireCohorts(db, event);
  const body = await readJson(event.request, NewExtension);
  if (!body.ok) return body.response;
  const made = await extend(db, change, event.params.assignment, body.data);
  if (made.outcome === 'taken') return idTaken();
  if (made.outcome === 'missing')
    return problem(404, 'Not found', 'This student has no such assignment at this school');
  if (made.outcome === 'invalid') return refusedField(made.field, made.error);
  return json({ id: made.id }, { status: 201 });
}
