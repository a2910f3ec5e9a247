import { json } from '@sveltejs/kit';
import { mostBytes } from '$lib/domain/roster/read';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import { problem, readBytes } from '$lib/server/problem';
import * as rosterImport from '$lib/server/roster-import';

export async function POST(event) {
  const { change } = await requireCohorts(db, event);
  const body = await readBytes(event.request, mostBytes);
  if (!body.ok) return body.response;
  const seen = await rosterImport.preview(db, change, body.bytes);
  return seen ? json(seen) : problem(404, 'Not found', 'Only an admin sends a roster');
}
