import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { problem } from '$lib/server/problem';
import { completed } from '$lib/server/reading';
import * as reading from '$lib/server/school-reading';

export async function GET(event) {
  const { account, actor } = requireAccount(event);
  const { school, course } = event.params;
  const [found, finished] = await Promise.all([
    reading.course(db, actor, school, course),
    completed(db, account.id)
  ]);
  if (!found) return problem(404, 'Not found', 'There is no such course of a school of yours');
  return json({ ...found, completed: finished });
}
