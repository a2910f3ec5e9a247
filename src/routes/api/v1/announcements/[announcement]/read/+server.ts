import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import * as announcements from '$lib/server/own-announcements';
import { problem } from '$lib/server/problem';

export async function POST(event) {
  const { account } = requireAccount(event);
  const { announcement } = event.params;
  return (await announcements.markRead(db, account.id, announcement, new Date()))
    ? new Response(null, { status: 204 })
    : problem(404, 'Not found', 'There is no such announcement to you');
}
