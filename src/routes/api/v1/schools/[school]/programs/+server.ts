import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { list } from '$lib/server/programs';

export async function GET(event) {
  const { actor, school } = await requireStaff(db, event);
  return json({ programs: await list(db, actor, school.id) });
}
