import { json } from '@sveltejs/kit';
import { NewSkillSignOff } from '$lib/domain/skill';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import { inTheWay, problem, readJson } from '$lib/server/problem';
import { sign } from '$lib/server/skills';

export async function POST(event) {
  const { account, change } = await requireCohorts(db, event);
  const body = await readJson(event.request, NewSkillSignOff);
  if (!body.ok) return body.response;
  const made = await sign(db, change, account.name, event.params.skill, body.data);
  if (made.outcome === 'missing')
    return problem(404, 'Not found', 'There is no such skill or student of yours at this school');
  if (made.outcome === 'invalid') return inTheWay(made.field, made.error);
  return json({ id: made.id }, { status: 201 });
}
