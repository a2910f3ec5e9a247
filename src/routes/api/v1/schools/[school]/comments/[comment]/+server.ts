import { json } from '@sveltejs/kit';
import { QuickComment } from '$lib/domain/quick-comment';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { problem, readJson, refusedField } from '$lib/server/problem';
import * as quickComments from '$lib/server/quick-comments';

const missing = () => problem(404, 'Not found', 'The school keeps no such comment');

export async function PUT(event) {
  const { actor, school } = await requireStaff(db, event);
  const body = await readJson(event.request, QuickComment);
  if (!body.ok) return body.response;
  const { comment } = event.params;
  const changed = await quickComments.change(db, actor, school.id, comment, body.data.text);
  switch (changed.outcome) {
    case 'missing':
      return missing();
    case 'invalid':
      return refusedField('text', changed.error);
    case 'done':
      return json(changed.comment);
  }
}

export async function DELETE(event) {
  const { actor, school } = await requireStaff(db, event);
  return (await quickComments.remove(db, actor, school.id, event.params.comment))
    ? new Response(null, { status: 204 })
    : missing();
}
