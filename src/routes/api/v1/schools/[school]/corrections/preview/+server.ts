import { json } from '@sveltejs/kit';
import { Mending } from '$lib/domain/mending';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { preview } from '$lib/server/mending';
import { problem, readJson, refusedField } from '$lib/server/problem';

export async function POST(event) {
  const { actor, school } = await requireStaff(db, event);
  const body = await readJson(event.request, Mending);
  if (!body.ok) return body.response;
  const seen = await preview(db, actor, school.id, body.data);
  if (!seen) return problem(404, 'Not found', `There is no question "${body.data.item}"`);
  if (seen.status === 'refused') return refusedField(seen.field, seen.error);
  return json({ preview: seen.preview });
}
