import { json } from '@sveltejs/kit';
import { ProfileChange } from '$lib/domain/account';
import * as accounts from '$lib/server/accounts';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { readJson } from '$lib/server/problem';

const noStore = { headers: { 'cache-control': 'no-store' } };

export function GET(event) {
  const { account, actor } = requireAccount(event);
  return json({ ...account, memberships: actor.memberships }, noStore);
}

export async function PATCH(event) {
  const { account, actor } = requireAccount(event);
  const body = await readJson(event.request, ProfileChange);
  if (!body.ok) return body.response;
  const changed = await accounts.updateProfile(db, account, body.data);
  return json({ ...changed, memberships: actor.memberships }, noStore);
}
