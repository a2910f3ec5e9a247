import { fail } from '@sveltejs/kit';
import { Forgotten } from '$lib/domain/account';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { readerOf, visitor } from '$lib/server/guard';
import { explain } from '$lib/server/limits';
import * as passwordChange from '$lib/server/password-change';

export const load = ({ locals }) => ({ account: readerOf(locals) });

export const actions = {
  default: async (event) => {
    const form = await forms.read(event.request, Forgotten);
    if (!form.ok) return fail(400, form.refused);
    const { email } = form.data;
    const result = await passwordChange.requestReset(db, email, visitor(event), new Date());
    if (result.outcome === 'limited') {
      return fail(429, { ...form.refused, message: explain(result) });
    }
    return { ...form.refused, sent: true };
  }
};
