import { json } from '@sveltejs/kit';
import { AppliedMending } from '$lib/domain/mending';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { apply } from '$lib/server/mending';
import { problem, readJson, refusedField } from '$lib/server/problem';

const changed = 'Scores or schedules have changed since the preview: look at the new one';

export async function POST(event) {
  const { actor, school } = await requireStaff(db, event);
  const body = await readJson(event.request, AppliedMending);
  if (!body.ok) return body.response;
  const done = await apply(db, actor, school.id, body.data, new Date());
  if (!done) return problem(404, 'Not found', `There is no question "${body.data.item}"`);
  if (done.status === 'refused') return refusedField(done.field, done.error);
  if (done.status === 'changed')
    return problem(409, 'Changed meanwhile', changed, { preview: done.preview });
  return json({ correction: done.deed }, { status: done.status === 'applied' ? 201 : 200 });
}
