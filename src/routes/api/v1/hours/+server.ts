import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { hoursRecordOf } from '$lib/server/hour-record';
import { own } from '$lib/server/hours';

export async function GET(event) {
  const { actor } = requireAccount(event);
  return json({ schools: (await own(db, actor, new Date())).map(hoursRecordOf) });
}
