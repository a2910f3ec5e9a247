import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import * as notes from '$lib/server/notes';

export async function GET(event) {
  const { actor, school } = await requireStaff(db, event);
  const withNames = event.url.searchParams.has('names');
  return json({ notes: await notes.list(db, actor, school.id, withNames) });
}
