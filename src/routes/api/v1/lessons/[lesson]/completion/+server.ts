import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { problem } from '$lib/server/problem';
import { complete } from '$lib/server/reading';

export async function PUT(event) {
  const { account } = requireAccount(event);
  const completedAt = await complete(db, account.id, event.params.lesson, new Date());
  if (!completedAt) return problem(404, 'Not found', 'There is no lesson at this address');
  return json({ completedAt });
}
