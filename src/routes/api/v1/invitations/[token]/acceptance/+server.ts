import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import * as invitations from '$lib/server/invitations';
import { problem } from '$lib/server/problem';

export async function POST(event) {
  const { account } = requireAccount(event);
  const school = await invitations.accept(db, account, event.params.token, new Date());
  return school
    ? json({ school })
    : problem(404, 'Not found', 'It was accepted, taken back, or is too old: ask for another');
}
