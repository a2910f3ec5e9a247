import { error, json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { view } from '$lib/server/import-batches';

export async function GET(event) {
  const { actor, school } = await requireStaff(db, event);
  const batch = await view(db, actor, school.id, event.params.import);
  return json(batch ?? error(404, 'There is no such import of this school'));
}
