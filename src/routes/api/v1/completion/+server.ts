import { json } from '@sveltejs/kit';
import * as report from '$lib/server/completion-report';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';

export async function GET(event) {
  const { account } = requireAccount(event);
  return json({ schools: await report.own(db, account.id, new Date()) });
}
