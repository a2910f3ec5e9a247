import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import * as announcements from '$lib/server/own-announcements';

export async function load(event) {
  const { account } = requireAccount(event);
  return { announcements: await announcements.list(db, account.id) };
}
