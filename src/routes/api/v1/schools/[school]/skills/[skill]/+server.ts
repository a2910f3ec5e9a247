import { SkillChange } from '$lib/domain/skill';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import { problem, readJson } from '$lib/server/problem';
import { retire } from '$lib/server/skills';

export async function PATCH(event) {
  const { change } = await requireCohorts(db, event);
  const body = await readJson(event.request, SkillChange);
  if (!body.ok) return body.response;
  const made = await retire(db, change, event.params.skill, body.data.retired);
  return made.outcome === 'done'
    ? new Response(null, { status: 204 })
    : problem(404, 'Not found', 'There is no such skill of this school');
}
