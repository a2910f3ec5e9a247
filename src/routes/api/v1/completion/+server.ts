import { json } from '@sveltejs/kit';
import { own } from '$lib/server/student-completion';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';

export async function GET(event) {
  const { account } = requireAccount(event);
  return json({ schools: await own(db, account.id, new Date()) });
}
