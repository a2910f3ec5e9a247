import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireAuthor } from '$lib/server/guard';
import { namesFor } from '$lib/server/lesson-names';

export async function GET(event) {
  const { actor, school } = await requireAuthor(db, event);
  return json(await namesFor(db, actor, school.id));
}
