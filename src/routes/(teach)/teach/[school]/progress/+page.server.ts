import { error } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireClass } from '$lib/server/guard';
import { weakSpots } from '$lib/server/weak-spots';

export async function load(event) {
  const { actor, school, filter, cohorts, change } = await requireClass(db, event);
  const spots = await weakSpots(db, actor, school.id, filter, change.now);
  return spots ? { filter, cohorts, spots } : error(404, 'There is no such school of yours');
}
