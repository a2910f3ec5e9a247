import { error } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { redo, undo, view } from '$lib/server/import-batches';

export async function load(event) {
  const { actor, school } = await requireStaff(db, event);
  const batch = await view(db, actor, school.id, event.params.import);
  return { batch: batch ?? error(404, 'There is no such import of this school') };
}

const turned = (turn: typeof undo) => async (event: Parameters<typeof requireStaff>[1]) => {
  const { actor, school } = await requireStaff(db, event);
  const done = await turn(db, actor, school.id, event.params.import!, new Date());
  if (!done) error(404, 'There is no such import of this school');
  return { kept: done === 'done' ? 0 : done.kept };
};

export const actions = { undo: turned(undo), redo: turned(redo) };
