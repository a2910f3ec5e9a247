import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import * as joinCodes from '$lib/server/join-codes';

export async function GET(event) {
  const { actor, school } = await requireCohorts(db, event);
  return json({ codes: await joinCodes.list(db, actor, school.id, new Date()) });
}
