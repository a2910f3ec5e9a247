import { json } from '@sveltejs/kit';
import { issue, revoke } from '$lib/server/calendar-feeds';
import { feedAddress } from '$lib/server/calendar-record';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';

export async function POST(event) {
  const { actor } = requireAccount(event);
  const token = await issue(db, actor, { cohort: null }, new Date());
  return json({ address: feedAddress(token!) }, { status: 201 });
}

export async function DELETE(event) {
  const { account } = requireAccount(event);
  await revoke(db, account.id, { cohort: null });
  return new Response(null, { status: 204 });
}
