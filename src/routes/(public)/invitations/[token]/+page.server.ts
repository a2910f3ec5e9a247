import { fail, redirect } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { loginPath, readerOf, requireAccount } from '$lib/server/guard';
import * as invitations from '$lib/server/invitations';

export async function load({ locals, params, url }) {
  const invitation = await invitations.find(db, params.token, new Date());
  return { account: readerOf(locals), invitation, next: encodeURIComponent(url.pathname) };
}

export const actions = {
  // A press of a button, not the visit: programs that check mail follow links too.
  default: async (event) => {
    if (!event.locals.account) redirect(303, loginPath(event));
    const { account } = requireAccount(event);
    const found = await invitations.find(db, event.params.token, new Date());
    const slug = await invitations.accept(db, account, event.params.token, new Date());
    if (!slug || !found) return fail(410, { joined: null });
    return { joined: { name: found.school.name, slug, isStaff: found.role !== 'student' } };
  }
};
