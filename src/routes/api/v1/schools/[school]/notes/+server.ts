import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { NoteFilter } from '$lib/domain/grading';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import * as queue from '$lib/server/note-queue';

export async function GET(event) {
  const { actor, school } = await requireStaff(db, event);
  const filter = v.parse(NoteFilter, Object.fromEntries(event.url.searchParams));
  return json({ notes: await queue.list(db, actor, school.id, filter) });
}
