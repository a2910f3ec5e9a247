import { json } from '@sveltejs/kit';
import * as reading from '$lib/server/reading';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { problem } from '$lib/server/problem';

export async function PUT(event) {
  const { account } = requireAccount(event);
  const { course, lesson } = event.params;
  const completedAt = await reading.complete(db, account.id, `${course}/${lesson}`, new Date());
  if (!completedAt) return problem(404, 'Not found', 'There is no lesson at this address');
  return json({ completedAt });
}
