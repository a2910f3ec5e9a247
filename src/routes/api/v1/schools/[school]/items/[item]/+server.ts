import { json } from '@sveltejs/kit';
import { ChangedQuestion } from '$lib/domain/item-draft';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { change } from '$lib/server/item-publishing';
import { conflicting, flawed, problem, readJson } from '$lib/server/problem';
import { findForStaff } from '$lib/server/school-items';

const missing = () => problem(404, 'Not found', 'There is no such question');

export async function GET(event) {
  const { actor, school } = await requireStaff(db, event);
  const found = await findForStaff(db, actor, school.id, event.params.item);
  return found ? json(found) : missing();
}

export async function PUT(event) {
  const { actor, school } = await requireStaff(db, event);
  const body = await readJson(event.request, ChangedQuestion);
  if (!body.ok) return body.response;
  const done = await change(db, actor, school.id, event.params.item, body.data, new Date());
  if (!done) return missing();
  if (done.status === 'refused') return flawed(done.flaws);
  if (done.status === 'conflict') return conflicting(done.theirs);
  return json(done);
}
