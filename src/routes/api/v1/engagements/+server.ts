import { json } from '@sveltejs/kit';
import { Engagements } from '$lib/domain/engagement-batch';
import { db } from '$lib/server/db/pool';
import { record } from '$lib/server/engagements';
import { requireAccount } from '$lib/server/guard';
import { counting } from '$lib/server/hour-settings';
import { readJson } from '$lib/server/problem';

export async function GET(event) {
  const { account } = requireAccount(event);
  const schools = await counting(db, account.id);
  const idleMinutes = Math.min(...schools.map((school) => school.idleMinutes));
  return json({
    counted: schools.length > 0,
    idleMinutes: schools.length > 0 ? idleMinutes : null
  });
}

export async function POST(event) {
  const { account } = requireAccount(event);
  const body = await readJson(event.request, Engagements);
  if (!body.ok) return body.response;
  return json({ results: await record(db, account, body.data, new Date()) });
}
