import { json } from '@sveltejs/kit';
import { ProgramChange } from '$lib/domain/program';
import { db } from '$lib/server/db/pool';
import { requireAuthor } from '$lib/server/guard';
import { conflicting, problem, readJson } from '$lib/server/problem';
import { save, versions } from '$lib/server/programs';

export async function GET(event) {
  const { actor, school } = await requireAuthor(db, event);
  const all = await versions(db, actor, school.id, event.params.program);
  return all.length > 0
    ? json({ versions: all })
    : problem(404, 'Not found', 'There is no such program of this school');
}

export async function PUT(event) {
  const { change } = await requireAuthor(db, event);
  const body = await readJson(event.request, ProgramChange);
  if (!body.ok) return body.response;
  const { seen, rule, content } = body.data;
  const saved = await save(db, change, { id: event.params.program, seen, rule }, content);
  switch (saved.outcome) {
    case 'saved':
      return json({ id: saved.id, version: saved.version });
    case 'conflict':
      return conflicting({ version: saved.version });
    case 'missing':
      return problem(404, 'Not found', 'There is no such program that is yours to change');
  }
}
