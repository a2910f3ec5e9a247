import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { problem } from '$lib/server/problem';
import { today } from '$lib/server/reviews';

const Limit = v.pipe(v.string(), v.toNumber(), v.integer(), v.minValue(0), v.maxValue(200));

export async function GET(event) {
  const { account } = requireAccount(event);
  const limit = v.safeParse(Limit, event.url.searchParams.get('limit') ?? '20');
  if (!limit.success) return problem(422, 'Not a limit', 'Give limit as a number from 0 to 200');
  const goesOn = event.url.searchParams.has('more');
  return json(await today(db, account, limit.output, new Date(), goesOn));
}
