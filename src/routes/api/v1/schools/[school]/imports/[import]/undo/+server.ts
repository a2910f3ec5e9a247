import { error, json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { redo, undo, view } from '$lib/server/import-batches';

/** Done a second time, it changes nothing. */
const turned = (turn: typeof undo) => async (event: Parameters<typeof requireStaff>[1]) => {
  const { actor, school } = await requireStaff(db, event);
  const id = event.params.import!;
  const done = await turn(db, actor, school.id, id, new Date());
  if (!done) error(404, 'There is no such import of this school');
  return json(await view(db, actor, school.id, id));
};

export const PUT = turned(undo);
export const DELETE = turned(redo);
