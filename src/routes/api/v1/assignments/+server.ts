import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import * as assignments from '$lib/server/own-assignments';

export async function GET(event) {
  const { account } = requireAccount(event);
  return json({ assignments: await assignments.waiting(db, account, new Date()) });
}
