import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import * as reading from '$lib/server/school-reading';

export async function GET(event) {
  const { actor } = requireAccount(event);
  return json({ courses: await reading.list(db, actor) });
}
