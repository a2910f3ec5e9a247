import { fail, redirect } from '@sveltejs/kit';
import { NewPassword } from '$lib/domain/account';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { forgetCookie, readerOf } from '$lib/server/guard';
import * as links from '$lib/server/mail-links';
import * as passwordChange from '$lib/server/password-change';

export async function load({ locals, params }) {
  const found = await links.find(db, params.token, 'reset-password', new Date());
  return { account: readerOf(locals), stale: !found };
}

export const actions = {
  default: async (event) => {
    const form = await forms.read(event.request, NewPassword);
    if (!form.ok) return fail(400, form.refused);
    const { token } = event.params;
    const result = await passwordChange.reset(db, token, form.data.password, new Date());
    if (result.outcome === 'weak') {
      return fail(400, { ...form.refused, errors: { password: result.reason } });
    }
    // The page shows that the link no longer works.
    if (result.outcome === 'stale') return fail(410, form.refused);
    forgetCookie(event);
    redirect(303, '/login?changed');
  }
};
