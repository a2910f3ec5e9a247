import { json } from '@sveltejs/kit';
import * as courses from '$lib/server/courses';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { problem } from '$lib/server/problem';

export async function PUT(event) {
  const { account } = requireAccount(event);
  const { course, lesson } = event.params;
  const completedAt = await courses.complete(db, account.id, `${course}/${lesson}`, new Date());
  if (!completedAt) return problem(404, 'Not found', 'There is no lesson at this address');
  return json({ completedAt });
}
