import { json } from '@sveltejs/kit';
import { SkillForm } from '$lib/domain/skill';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import { problem, readJson, refusedField } from '$lib/server/problem';
import * as skills from '$lib/server/skills';

export async function GET(event) {
  const { actor, school } = await requireCohorts(db, event);
  return json({ skills: await skills.list(db, actor, school.id) });
}

export async function POST(event) {
  const { change } = await requireCohorts(db, event);
  const body = await readJson(event.request, SkillForm);
  if (!body.ok) return body.response;
  const made = await skills.create(db, change, body.data);
  if (made.outcome === 'missing')
    return problem(404, 'Not found', 'There is no such school whose skills are yours to name');
  if (made.outcome === 'invalid') return refusedField(made.field, made.error);
  return json({ id: made.id }, { status: 201 });
}
