import { json } from '@sveltejs/kit';
import { Acceptance } from '$lib/domain/exchange/acceptance';
import { mostBytes } from '$lib/domain/exchange/limits';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { list } from '$lib/server/import-batches';
import { accept } from '$lib/server/imports';
import { problem, readJson } from '$lib/server/problem';

export async function GET(event) {
  const { actor, school } = await requireStaff(db, event);
  return json({ imports: await list(db, actor, school.id) });
}

export async function POST(event) {
  const { actor, school } = await requireStaff(db, event);
  const body = await readJson(event.request, Acceptance, mostBytes);
  if (!body.ok) return body.response;
  const taken = await accept(db, actor, school.id, body.data, new Date());
  if (!taken) return problem(404, 'Not found', 'There is no such school of yours');
  if (taken.status !== 'refused')
    return json({ import: taken.batch }, { status: taken.status === 'accepted' ? 201 : 200 });
  const errors = taken.flaws.map(({ row, path, message }) => ({
    field: ['questions', row, ...path].join('.'),
    detail: message
  }));
  const { field, detail } = errors[0]!;
  const said = `Nothing was taken over. ${field}: ${detail}`;
  return problem(422, 'Not what this address takes', said, { errors });
}
