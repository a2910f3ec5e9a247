import { json } from '@sveltejs/kit';
import { ManualEntry } from '$lib/domain/hours-input';
import { db } from '$lib/server/db/pool';
import { requireAuthor } from '$lib/server/guard';
import { enter } from '$lib/server/hour-entries';
import { conflicting, idTaken, problem, readJson, refusedField } from '$lib/server/problem';

export async function POST(event) {
  const { change } = await requireAuthor(db, event);
  const body = await readJson(event.request, ManualEntry);
  if (!body.ok) return body.response;
  const done = await enter(db, change, event.params.student, body.data);
  switch (done.outcome) {
    case 'done':
      return json({ id: done.id }, { status: 201 });
    case 'missing':
      return problem(404, 'Not found', 'There is no such student or entry of this school');
    case 'conflict':
      return conflicting({ ms: done.ms });
    case 'taken':
      return idTaken();
    case 'invalid':
      return refusedField(done.field, done.error);
  }
}
