import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import * as invitations from '$lib/server/invitations';
import { problem } from '$lib/server/problem';

export async function GET({ params }) {
  const found = await invitations.find(db, params.token, new Date());
  const headers = { 'cache-control': 'no-store' };
  return found
    ? json(found, { headers })
    : problem(404, 'Not found', 'It was accepted, taken back, or is too old: ask for another');
}
