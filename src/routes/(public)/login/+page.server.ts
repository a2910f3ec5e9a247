import { fail, redirect } from '@sveltejs/kit';
import { LogIn } from '$lib/domain/account';
import * as accounts from '$lib/server/accounts';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { nextPath, signIn, visitor } from '$lib/server/guard';
import { explain } from '$lib/server/limits';

export function load({ locals, url }) {
  if (locals.account) redirect(303, nextPath(url));
  return { account: null, search: url.search, changed: url.searchParams.has('changed') };
}

export const actions = {
  default: async (event) => {
    const form = await forms.read(event.request, LogIn);
    if (!form.ok) return fail(400, form.refused);
    const result = await accounts.logIn(db, form.data, visitor(event));
    if (result.outcome === 'limited') {
      return fail(429, { ...form.refused, message: explain(result) });
    }
    if (result.outcome === 'wrong') {
      const message =
        'This e-mail and password do not go together. Check both, and mind Caps Lock.';
      return fail(400, { ...form.refused, message });
    }
    await signIn(db, event, result.account, new Date());
    redirect(303, nextPath(event.url));
  }
};
