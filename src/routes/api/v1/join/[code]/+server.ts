import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireAccount, visitor } from '$lib/server/guard';
import * as joinCodes from '$lib/server/join-codes';
import { problem, tooMany } from '$lib/server/problem';

const unknown = () =>
  problem(404, 'Not found', 'No such code works: check its letters, or ask for a new one');

export async function GET(event) {
  requireAccount(event);
  const found = await joinCodes.find(db, event.params.code, visitor(event), new Date());
  if (!found) return unknown();
  return 'outcome' in found ? tooMany(found) : json(found);
}

export async function POST(event) {
  const { account } = requireAccount(event);
  const joined = await joinCodes.use(db, account, event.params.code, new Date());
  if (joined.outcome === 'missing') return unknown();
  if (joined.outcome === 'limited') return tooMany(joined);
  if (joined.outcome === 'full')
    return problem(409, 'Full', 'All places of this code are taken: ask the school for another');
  const { school, outcome } = joined;
  return json({ school }, { status: outcome === 'joined' ? 201 : 200 });
}
