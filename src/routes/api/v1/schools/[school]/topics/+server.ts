import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireClass } from '$lib/server/guard';
import { weakSpots } from '$lib/server/weak-spots';

export async function GET(event) {
  const { actor, school, filter, change } = await requireClass(db, event);
  return json(await weakSpots(db, actor, school.id, filter, change.now));
}
