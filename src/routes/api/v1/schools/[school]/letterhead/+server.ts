import { json } from '@sveltejs/kit';
import { LetterheadInput } from '$lib/domain/papers/request';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import * as letterheads from '$lib/server/letterheads';
import { problem, readJson } from '$lib/server/problem';

export async function GET(event) {
  const { school } = await requireStaff(db, event);
  return json(await letterheads.find(db, school.id));
}

export async function PUT(event) {
  const { actor, school } = await requireStaff(db, event);
  const body = await readJson(event.request, LetterheadInput);
  if (!body.ok) return body.response;
  const isSaved = await letterheads.save(db, actor, school.id, body.data, new Date());
  return isSaved
    ? json(await letterheads.find(db, school.id))
    : problem(404, 'Not found', 'Only administrators may do this');
}
