import { json } from '@sveltejs/kit';
import { CodeRules } from '$lib/domain/join-code';
import { db } from '$lib/server/db/pool';
import { requireCohort } from '$lib/server/guard';
import * as joinCodes from '$lib/server/join-codes';
import { problem, readJson } from '$lib/server/problem';

export async function PUT(event) {
  const { change, cohort } = await requireCohort(db, event);
  const body = await readJson(event.request, CodeRules);
  if (!body.ok) return body.response;
  const opened = await joinCodes.open(db, change, cohort.id, body.data);
  return opened ? json(opened) : problem(404, 'Not found', 'Only an admin opens a code');
}

export async function DELETE(event) {
  const { change, cohort } = await requireCohort(db, event);
  return (await joinCodes.close(db, change, cohort.id))
    ? new Response(null, { status: 204 })
    : problem(404, 'Not found', 'There is no open code that you may close');
}
