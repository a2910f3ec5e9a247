import { error, fail } from '@sveltejs/kit';
import { Name } from '$lib/domain/account';
import { can } from '$lib/domain/actor';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { parse } from '$lib/server/issues';
import * as schools from '$lib/server/schools';

export async function load(event) {
  const { actor, school } = await requireStaff(db, event);
  return {
    school,
    mayRename: can(actor, 'school.rename', { school: school.id }),
    members: await schools.roster(db, school.id, new Date())
  };
}

export const actions = {
  async rename(event) {
    const { actor, school } = await requireStaff(db, event);
    const name = (await event.request.formData()).get('name');
    const parsed = parse(Name, name);
    if (!parsed.ok)
      return fail(422, { name: String(name), error: Object.values(parsed.errors)[0] });
    if (!(await schools.rename(db, actor, school, parsed.data))) error(404, 'Not found');
    return { renamed: true };
  }
};
