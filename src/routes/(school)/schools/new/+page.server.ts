import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { NewSchool } from '$lib/domain/school';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireAccount } from '$lib/server/guard';
import { explain } from '$lib/server/limits';
import * as schools from '$lib/server/schools';

export const load = () => ({ newId: randomUUID() });

export const actions = {
  default: async (event) => {
    const { account } = requireAccount(event);
    const form = await forms.read(event.request, NewSchool);
    if (!form.ok) return fail(422, form.refused);
    const made = await schools.create(db, account, form.data, new Date());
    if (made.outcome === 'limited')
      return fail(429, { ...form.refused, errors: { name: explain(made) } });
    if (made.outcome === 'taken')
      return fail(409, { ...form.refused, errors: { name: forms.sentBefore } });
    redirect(303, `/schools/${made.school.slug}`);
  }
};
