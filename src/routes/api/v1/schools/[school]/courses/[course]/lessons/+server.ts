import { json } from '@sveltejs/kit';
import { NewLesson } from '$lib/domain/lesson/text';
import { db } from '$lib/server/db/pool';
import { requireAuthor } from '$lib/server/guard';
import { idTaken, problem, readJson, refusedField } from '$lib/server/problem';
import * as lessons from '$lib/server/school-lessons';

export async function POST(event) {
  const { change } = await requireAuthor(db, event);
  const body = await readJson(event.request, NewLesson);
  if (!body.ok) return body.response;
  const made = await lessons.create(db, change, event.params.course, body.data);
  if (made.outcome === 'taken') return idTaken();
  if (made.outcome === 'missing') return problem(404, 'Not found', made.error);
  if ('error' in made) return refusedField('adapt' in body.data ? 'adapt' : 'module', made.error);
  return json({ id: made.id }, { status: 201 });
}
