import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireRecord } from '$lib/server/guard';
import { overviewOf } from '$lib/server/record-overview';

/** More is in the file. */
const most = 200;

export async function GET(event) {
  const { own, now } = await requireRecord(db, event);
  return json(await overviewOf(db, own, now, most), { headers: { 'cache-control': 'no-store' } });
}
