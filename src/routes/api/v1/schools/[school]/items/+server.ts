import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { ReviewFilter } from '$lib/domain/sign-off';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import * as signOffs from '$lib/server/sign-offs';

export async function GET(event) {
  const { actor, school } = await requireStaff(db, event);
  const filter = v.parse(ReviewFilter, Object.fromEntries(event.url.searchParams));
  return json({ items: await signOffs.list(db, actor, school.id, filter) });
}
