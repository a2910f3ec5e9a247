import { error, fail, redirect } from '@sveltejs/kit';
import { can } from '$lib/domain/actor';
import { SkillForm } from '$lib/domain/skill';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import { parse } from '$lib/server/issues';
import * as skills from '$lib/server/skills';

const missing = 'There is no such school whose skills are yours to name';

export async function load(event) {
  const { actor, school } = await requireCohorts(db, event);
  return {
    skills: await skills.list(db, actor, school.id),
    mayManage: can(actor, 'completion.manage', { school: school.id })
  };
}

export const actions = {
  async create(event) {
    const { change } = await requireCohorts(db, event);
    const form = await event.request.formData();
    const values = {
      title: String(form.get('title') ?? ''),
      summary: String(form.get('summary') ?? '')
    };
    const parsed = parse(SkillForm, values);
    if (!parsed.ok) return fail(422, { values, errors: parsed.errors });
    const made = await skills.create(db, change, parsed.data);
    if (made.outcome === 'missing') error(404, missing);
    if (made.outcome === 'invalid')
      return fail(422, { values, errors: { [made.field]: made.error } as Record<string, string> });
    redirect(303, event.url.pathname);
  }
};
