import { json } from '@sveltejs/kit';
import * as cardMarks from '$lib/server/card-marks';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';

export async function GET(event) {
  const { account } = requireAccount(event);
  return json({ marks: await cardMarks.list(db, account, new Date()) });
}
