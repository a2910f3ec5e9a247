import type { RequestEvent } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { setWithdrawn } from '$lib/server/item-publishing';
import { problem } from '$lib/server/problem';

async function set(event: RequestEvent, isWithdrawn: boolean): Promise<Response> {
  const { actor, school } = await requireStaff(db, event);
  const { item } = event.params;
  switch (await setWithdrawn(db, actor, school.id, item!, isWithdrawn, new Date())) {
    case 'done':
      return new Response(null, { status: 204 });
    case 'shipped':
      return problem(409, 'Of the course', 'A question of the course stays: change or mend it');
    case null:
      return problem(404, 'Not found', 'There is no such question');
  }
}

export const PUT = (event) => set(event, true);
export const DELETE = (event) => set(event, false);
