import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { progress } from '$lib/server/progress';

export async function GET(event) {
  const { account } = requireAccount(event);
  return json(await progress(db, account, new Date()));
}
