import { json } from '@sveltejs/kit';
import { NewDisclosure } from '$lib/domain/papers/request';
import { db } from '$lib/server/db/pool';
import * as disclosures from '$lib/server/disclosures';
import { requireCohorts } from '$lib/server/guard';
import { problem, readJson } from '$lib/server/problem';
import { viewed } from '$lib/server/record-views';

const missing = () => problem(404, 'Not found', 'There is no such student of yours');

export async function GET(event) {
  const { actor, school, change } = await requireCohorts(db, event);
  const student = event.url.searchParams.get('student') ?? '';
  const list = await disclosures.list(db, actor, school.id, student, change.today);
  if (!list) return missing();
  const look = { actor, school: school.id, way: 'api', now: change.now } as const;
  await viewed(db, look, { record: student }, 'disclosures');
  return json({ disclosures: list });
}

export async function POST(event) {
  const { actor, school, change } = await requireCohorts(db, event);
  const body = await readJson(event.request, NewDisclosure);
  if (!body.ok) return body.response;
  const { now, today } = change;
  const isNoted = await disclosures.add(db, actor, school.id, body.data, now, today);
  return isNoted ? new Response(null, { status: 204 }) : missing();
}
