import { json } from '@sveltejs/kit';
import { QuickComment } from '$lib/domain/quick-comment';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { problem, readJson, refusedField } from '$lib/server/problem';
import * as quickComments from '$lib/server/quick-comments';

export async function GET(event) {
  const { actor, school } = await requireStaff(db, event);
  return json({ comments: await quickComments.list(db, actor, school.id) });
}

export async function POST(event) {
  const { actor, school } = await requireStaff(db, event);
  const body = await readJson(event.request, QuickComment);
  if (!body.ok) return body.response;
  const kept = await quickComments.keep(db, actor, school.id, body.data.text, new Date());
  switch (kept.outcome) {
    case 'missing':
      return problem(404, 'Not found', 'There is no such school of yours');
    case 'invalid':
      return refusedField('text', kept.error);
    case 'done':
      return json(kept.comment, { status: 201 });
  }
}
