import { json } from '@sveltejs/kit';
import { PaperRevocation } from '$lib/domain/papers/request';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import * as papers from '$lib/server/papers';
import { problem, readJson } from '$lib/server/problem';

export async function POST(event) {
  const { actor, school, change } = await requireCohorts(db, event);
  const body = await readJson(event.request, PaperRevocation);
  if (!body.ok) return body.response;
  const { paper } = event.params;
  if ((await papers.revoke(db, change, paper, body.data.reason)) === 'missing')
    return problem(404, 'Not found', 'There is no such paper, or only administrators may do this');
  return json(await papers.find(db, actor, school.id, paper));
}
