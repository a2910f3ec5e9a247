import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { progress } from '$lib/server/progress';

export async function load(event) {
  const { account } = requireAccount(event);
  return { progress: await progress(db, account, new Date()) };
}
