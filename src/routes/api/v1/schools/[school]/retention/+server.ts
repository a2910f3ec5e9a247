import { json } from '@sveltejs/kit';
import { RetentionInput } from '$lib/domain/retention';
import { db } from '$lib/server/db/pool';
import * as disposals from '$lib/server/disposals';
import { requireAuthor } from '$lib/server/guard';
import { problem, readJson } from '$lib/server/problem';
import { standing } from '$lib/server/record-holds';
import { viewedMany } from '$lib/server/record-views';
import * as retention from '$lib/server/retention';

const missing = () =>
  problem(404, 'Not found', 'Only administrators of the school set how long records are kept');

export async function GET(event) {
  const { actor, school, change } = await requireAuthor(db, event);
  const found = await retention.find(db, actor, school.id, change.now);
  if (!found) return missing();
  const [holds, removed] = await Promise.all([
    standing(db, actor, school.id),
    disposals.list(db, actor, school.id)
  ]);
  const look = { actor, school: school.id, way: 'api', now: change.now } as const;
  await viewedMany(db, look, 'whole', holds.length + removed.length);
  return json({ ...found, holds, removed });
}

export async function PUT(event) {
  const { change } = await requireAuthor(db, event);
  const body = await readJson(event.request, RetentionInput);
  if (!body.ok) return body.response;
  return (await retention.save(db, change, body.data)) ? GET(event) : missing();
}
