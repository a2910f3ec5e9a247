import { json } from '@sveltejs/kit';
import { DraftRead } from '$lib/domain/item-draft';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { publish } from '$lib/server/item-drafts';
import { conflicting, flawed, problem, readJson } from '$lib/server/problem';

export async function POST(event) {
  const { actor, school } = await requireStaff(db, event);
  const body = await readJson(event.request, DraftRead);
  if (!body.ok) return body.response;
  const { item } = event.params;
  const done = await publish(db, actor, school.id, item, body.data.revision, new Date());
  if (!done) return problem(404, 'Not found', 'There is no such draft');
  if (done.status === 'refused') return flawed(done.flaws);
  if (done.status === 'conflict') return conflicting(done.theirs);
  return json(done);
}
