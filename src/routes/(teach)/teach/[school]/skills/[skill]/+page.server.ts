import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { v5 } from 'uuid';
import { can } from '$lib/domain/actor';
import { dateOf } from '$lib/domain/day';
import { NewSkillSignOff } from '$lib/domain/skill';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import { parse } from '$lib/server/issues';
import { viewedMany } from '$lib/server/record-views';
import * as skills from '$lib/server/skills';

const missing = 'There is no such skill of your school';

export async function load(event) {
  const { actor, school, change } = await requireCohorts(db, event);
  const found = await skills.find(db, actor, school.id, event.params.skill);
  if (!found) error(404, missing);
  const look = { actor, school: school.id, way: 'page', now: change.now } as const;
  await viewedMany(db, look, 'skills', found.students.length, event.params.skill);
  return {
    ...found,
    /** Of one filling of the form, so that sending it twice signs once. */
    id: randomUUID(),
    today: dateOf(change.today),
    mayManage: can(actor, 'completion.manage', { school: school.id })
  };
}

export const actions = {
  /** Signs the skill off for every student that is chosen, or takes it back. */
  async sign(event) {
    const { account, change } = await requireCohorts(db, event);
    const form = await event.request.formData();
    const students = form.getAll('student').map(String);
    const values = { day: String(form.get('day') ?? ''), note: String(form.get('note') ?? '') };
    const kind = String(form.get('kind') ?? '');
    const filling = String(form.get('id') ?? '');
    const refused = (errors: Record<string, string>) =>
      fail(422, { values, chosen: students, errors });
    if (students.length === 0) return refused({ students: 'Choose at least one student' });
    for (const student of students) {
      const id = idOf(filling, student);
      const parsed = parse(NewSkillSignOff, { id, student, kind, ...values });
      if (!parsed.ok) return refused(parsed.errors);
      const made = await skills.sign(db, change, account.name, event.params.skill, parsed.data);
      if (made.outcome === 'missing')
        return refused({ students: 'One of them is no student any more: open the page again' });
      if (made.outcome === 'invalid') return refused({ [made.field]: made.error });
    }
    redirect(303, `${event.url.pathname}?${kind}=${students.length}`);
  },
  async retire(event) {
    const { change } = await requireCohorts(db, event);
    const isRetired = (await event.request.formData()).get('retired') === 'true';
    const made = await skills.retire(db, change, event.params.skill, isRetired);
    if (made.outcome !== 'done') error(404, missing);
    redirect(303, event.url.pathname);
  }
};

/** The same for the same student in the same filling of the form. */
function idOf(filling: string, student: string): string {
  try {
    return v5(student, filling);
  } catch {
    return '';
  }
}
