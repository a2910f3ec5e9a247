import { json } from '@sveltejs/kit';
import { NewRule } from '$lib/domain/completion-rule';
import { make } from '$lib/server/completion-rules';
import { history } from '$lib/server/completion-versions';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import { problem, readJson, refusedField } from '$lib/server/problem';

export async function GET(event) {
  const { actor, school } = await requireCohorts(db, event);
  const course = event.url.searchParams.get('course') ?? '';
  return json({ versions: (await history(db, actor, school.id, course)) ?? [] });
}

export async function POST(event) {
  const { account, change } = await requireCohorts(db, event);
  const body = await readJson(event.request, NewRule);
  if (!body.ok) return body.response;
  const made = await make(db, { ...change, zone: account.timeZone }, body.data);
  switch (made.outcome) {
    case 'missing':
      return problem(404, 'Not found', 'There is no such school whose rules are yours to make');
    case 'stale':
      return problem(409, 'Changed meanwhile', `Version ${made.newest} was made since: read it`, {
        newest: made.newest
      });
    case 'invalid':
      return refusedField(made.field, made.error);
    case 'done':
      return json({ version: made.version }, { status: 201 });
  }
}
