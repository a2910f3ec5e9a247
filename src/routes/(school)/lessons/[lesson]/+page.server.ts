import { error } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import * as reading from '$lib/server/school-reading';

export async function load(event) {
  const { actor } = requireAccount(event);
  const lesson = await reading.lesson(db, actor, event.params.lesson);
  if (!lesson) error(404, 'There is no lesson at this address');
  return { lesson };
}
