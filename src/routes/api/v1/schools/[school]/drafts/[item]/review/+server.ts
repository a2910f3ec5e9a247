import { json, type RequestEvent } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { setInReview } from '$lib/server/item-drafts';
import { problem } from '$lib/server/problem';

async function set(event: RequestEvent, isInReview: boolean): Promise<Response> {
  const { actor, school } = await requireStaff(db, event);
  const { item } = event.params;
  const draft = await setInReview(db, actor, school.id, item!, isInReview, new Date());
  return draft ? json(draft) : problem(404, 'Not found', 'There is no such draft');
}

export const PUT = (event) => set(event, true);
export const DELETE = (event) => set(event, false);
