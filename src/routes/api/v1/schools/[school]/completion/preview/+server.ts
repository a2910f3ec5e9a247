import { json } from '@sveltejs/kit';
import { RuleToTry } from '$lib/domain/completion-rule';
import { preview } from '$lib/server/completion-report';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { problem, readJson } from '$lib/server/problem';
import { viewedMany } from '$lib/server/record-views';

export async function POST(event) {
  const { actor, school } = await requireStaff(db, event);
  const body = await readJson(event.request, RuleToTry);
  if (!body.ok) return body.response;
  const { course, rule } = body.data;
  const now = new Date();
  const seen = await preview(db, actor, school.id, course, rule, now);
  if (!seen)
    return problem(404, 'Not found', 'There is no such course whose rules are yours to make');
  const look = { actor, school: school.id, way: 'api', now } as const;
  await viewedMany(db, look, 'completions', seen.would.length, course);
  return json(seen);
}
