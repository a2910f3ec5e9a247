import { json } from '@sveltejs/kit';
import { studyDay } from '$lib/domain/day';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import * as leeches from '$lib/server/leeches';

export async function GET(event) {
  const { account } = requireAccount(event);
  const day = studyDay(new Date(), account.timeZone);
  return json({ leeches: await leeches.list(db, account.id, day) });
}
