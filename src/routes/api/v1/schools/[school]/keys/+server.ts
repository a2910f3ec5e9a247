import { json } from '@sveltejs/kit';
import { Once } from '$lib/domain/client-id';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { problem, readJson } from '$lib/server/problem';
import * as keys from '$lib/server/signing-keys';

export async function POST(event) {
  const { actor, school } = await requireStaff(db, event);
  const body = await readJson(event.request, Once);
  if (!body.ok) return body.response;
  const made = await keys.rotate(db, actor, school.id, body.data.id, new Date());
  return made
    ? json(made, { status: 201 })
    : problem(404, 'Not found', 'Only administrators may do this, where SIGNING_SECRET is set');
}
