import { error } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireClass } from '$lib/server/guard';
import { misconceptions } from '$lib/server/misconceptions';

export async function load(event) {
  const { actor, school, filter, cohorts, change } = await requireClass(db, event);
  const found = await misconceptions(db, actor, school.id, filter.cohort, change.now);
  if (!found) error(404, 'There is no such school of yours');
  return { ...found, cohort: filter.cohort, cohorts };
}
