import { fail, redirect } from '@sveltejs/kit';
import { SignUp, timeZones } from '$lib/domain/account';
import * as accounts from '$lib/server/accounts';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { nextPath, signIn, visitor } from '$lib/server/guard';
import { explain } from '$lib/server/limits';

export function load({ locals, url }) {
  if (locals.account) redirect(303, nextPath(url));
  return { account: null, search: url.search, timeZones: timeZones() };
}

export const actions = {
  default: async (event) => {
    const form = await forms.read(event.request, SignUp);
    if (!form.ok) return fail(400, form.refused);
    const now = new Date();
    const made = await accounts.signUp(db, form.data, visitor(event), now);
    if (made.outcome === 'limited') {
      return fail(429, { ...form.refused, message: explain(made) });
    }
    // Whether the address was free or taken, what counts is whether this password opens it.
    const result = await accounts.logIn(db, form.data, visitor(event));
    if (result.outcome !== 'welcome') return { ...form.refused, sent: true };
    await signIn(db, event, result.account, now);
    redirect(303, nextPath(event.url));
  }
};
