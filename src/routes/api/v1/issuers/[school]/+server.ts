import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { profile } from '$lib/server/badges';
import { problem } from '$lib/server/problem';

export async function GET({ params }) {
  const found = await profile(db, params.school);
  return found ? json(found) : problem(404, 'Not found', 'No school of this id signs credentials');
}
