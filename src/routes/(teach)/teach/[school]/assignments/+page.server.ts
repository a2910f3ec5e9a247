import * as progress from '$lib/server/assignment-progress';
import { recordOf } from '$lib/server/assignment-record';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';

export async function load(event) {
  const { actor, school, change } = await requireCohorts(db, event);
  const all = await progress.list(db, actor, school.id);
  return { assignments: all.map((one) => recordOf(one, change.today)) };
}
