import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import * as papers from '$lib/server/own-papers';

export async function GET(event) {
  const { account } = requireAccount(event);
  return json({ papers: await papers.list(db, account.id) });
}
