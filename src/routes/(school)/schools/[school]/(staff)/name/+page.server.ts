import { error, fail } from '@sveltejs/kit';
import { can } from '$lib/domain/actor';
import { NamedSchool } from '$lib/domain/school';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireStaff } from '$lib/server/guard';
import * as schools from '$lib/server/schools';

export async function load(event) {
  const { actor, school } = await requireStaff(db, event);
  if (!can(actor, 'school.rename', { school: school.id })) error(404, 'Not found');
  return {};
}

export const actions = {
  default: async (event) => {
    const { actor, school } = await requireStaff(db, event);
    const form = await forms.read(event.request, NamedSchool);
    if (!form.ok) return fail(422, { ...form.refused, renamed: false });
    if (!(await schools.rename(db, actor, school, form.data.name, new Date())))
      error(404, 'Not found');
    return { ...form.refused, renamed: true };
  }
};
