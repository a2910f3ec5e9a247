import { json } from '@sveltejs/kit';
import { DraftChange, DraftRead } from '$lib/domain/item-draft';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import * as drafts from '$lib/server/item-drafts';
import { conflicting, problem, readJson, refusedField } from '$lib/server/problem';

const missing = () => problem(404, 'Not found', 'There is no such draft');

export async function GET(event) {
  const { actor, school } = await requireStaff(db, event);
  const draft = await drafts.find(db, actor, school.id, event.params.item);
  return draft ? json(draft) : missing();
}

export async function PUT(event) {
  const { actor, school } = await requireStaff(db, event);
  const body = await readJson(event.request, DraftChange);
  if (!body.ok) return body.response;
  const done = await drafts.save(db, actor, school.id, event.params.item, body.data, new Date());
  if (!done) return problem(404, 'Not found', 'Name a question of yours, or a new one by a UUID');
  if (done.status === 'refused') return refusedField('lesson', done.error);
  if (done.status === 'conflict') return conflicting(done.theirs);
  return json(done.draft);
}

export async function DELETE(event) {
  const { actor, school } = await requireStaff(db, event);
  const body = await readJson(event.request, DraftRead);
  if (!body.ok) return body.response;
  const { item } = event.params;
  switch (await drafts.discard(db, actor, school.id, item, body.data.revision)) {
    case 'discarded':
      return new Response(null, { status: 204 });
    case 'stale':
      return conflicting(await drafts.find(db, actor, school.id, item));
    case null:
      return missing();
  }
}
