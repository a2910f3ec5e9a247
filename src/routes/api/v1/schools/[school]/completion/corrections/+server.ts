import { json } from '@sveltejs/kit';
import { CompletionCorrection } from '$lib/domain/completion-correction';
import { correct } from '$lib/server/completion-corrections';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import { problem, readJson, refusedField } from '$lib/server/problem';

export async function POST(event) {
  const { account, change } = await requireCohorts(db, event);
  const body = await readJson(event.request, CompletionCorrection);
  if (!body.ok) return body.response;
  const made = await correct(db, { ...change, zone: account.timeZone }, body.data);
  switch (made.outcome) {
    case 'missing':
      return problem(404, 'Not found', 'There is no such student whose record is yours to correct');
    case 'stale':
      return problem(409, 'Changed meanwhile', 'Something was recorded since: read it first', {
        newest: made.newest
      });
    case 'invalid':
      return refusedField(made.field, made.error);
    case 'done':
      return json({ number: made.number }, { status: 201 });
  }
}
