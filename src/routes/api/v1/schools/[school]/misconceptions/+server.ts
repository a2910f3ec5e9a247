import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireClass } from '$lib/server/guard';
import { misconceptions } from '$lib/server/misconceptions';

export async function GET(event) {
  const { actor, school, filter, change } = await requireClass(db, event);
  return json(await misconceptions(db, actor, school.id, filter.cohort, change.now));
}
