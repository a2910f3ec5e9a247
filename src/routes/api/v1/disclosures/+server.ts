import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import * as disclosures from '$lib/server/disclosures';
import { requireAccount } from '$lib/server/guard';

export async function GET(event) {
  const { account } = requireAccount(event);
  return json({ disclosures: await disclosures.own(db, account.id) });
}
