import { json } from '@sveltejs/kit';
import { Compared } from '$lib/domain/item-draft';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { duplicatesOf } from '$lib/server/item-duplicates';
import { readJson } from '$lib/server/problem';

export async function POST(event) {
  const { actor, school } = await requireStaff(db, event);
  const body = await readJson(event.request, Compared);
  if (!body.ok) return body.response;
  const { content, item } = body.data;
  return json({ duplicates: await duplicatesOf(db, actor, school.id, content, item) });
}
