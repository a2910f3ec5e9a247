import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { problem } from '$lib/server/problem';
import * as keys from '$lib/server/signing-keys';

export async function POST(event) {
  const { actor, school } = await requireStaff(db, event);
  const made = await keys.rotate(db, actor, school.id, new Date());
  return made
    ? json(made, { status: 201 })
    : problem(404, 'Not found', 'Only administrators may do this, where SIGNING_SECRET is set');
}
