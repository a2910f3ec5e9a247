import { known } from '$lib/server/courses';
import { db } from '$lib/server/db/pool';
import { warm } from '$lib/server/exchange/thread';
import { requireStaff } from '$lib/server/guard';
import { list } from '$lib/server/import-batches';
import * as lessonPlaces from '$lib/server/lesson-places';

export async function load(event) {
  const { actor, school } = await requireStaff(db, event);
  warm();
  const [modules, batches] = await Promise.all([
    lessonPlaces.choices(db, school.id),
    list(db, actor, school.id)
  ]);
  return { known: { modules, ...known() }, batches };
}
