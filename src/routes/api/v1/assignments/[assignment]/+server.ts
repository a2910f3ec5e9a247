import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import * as assignments from '$lib/server/own-assignments';
import { problem } from '$lib/server/problem';

export async function GET(event) {
  const { account } = requireAccount(event);
  const found = await assignments.find(db, account, event.params.assignment, new Date());
  return found
    ? json(found)
    : problem(404, 'Not found', 'There is no such assignment of yours: it may have been withdrawn');
}
