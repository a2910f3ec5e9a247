import { json } from '@sveltejs/kit';
import { RuleToTry } from '$lib/domain/completion-rule';
import { preview } from '$lib/server/completion-report';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { problem, readJson } from '$lib/server/problem';

export async function POST(event) {
  const { actor, school } = await requireStaff(db, event);
  const body = await readJson(event.request, RuleToTry);
  if (!body.ok) return body.response;
  const { course, rule } = body.data;
  const seen = await preview(db, actor, school.id, course, rule, new Date());
  return seen
    ? json(seen)
    : problem(404, 'Not found', 'There is no such course whose rules are yours to make');
}
