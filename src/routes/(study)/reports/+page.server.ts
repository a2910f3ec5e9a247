import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import * as reports from '$lib/server/reports';

export async function load(event) {
  const { account } = requireAccount(event);
  return { reports: await reports.listOwn(db, account.id) };
}
