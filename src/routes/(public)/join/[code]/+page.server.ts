import { fail, redirect } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { loginPath, readerOf, requireAccount, visitor } from '$lib/server/guard';
import * as joinCodes from '$lib/server/join-codes';
import { explain } from '$lib/server/limits';

export async function load(event) {
  const { locals, params, url } = event;
  const found = await joinCodes.find(db, params.code, visitor(event), new Date());
  const isLimited = found !== null && 'outcome' in found;
  return {
    account: readerOf(locals),
    destination: isLimited ? null : found,
    message: isLimited ? explain(found) : null,
    next: encodeURIComponent(url.pathname)
  };
}

export const actions = {
  default: async (event) => {
    if (!event.locals.account) redirect(303, loginPath(event));
    const { account } = requireAccount(event);
    const joined = await joinCodes.use(db, account, event.params.code, new Date());
    if (joined.outcome === 'limited') return fail(429, { message: explain(joined), joined: null });
    // The page shows that it works no more, or is full.
    if (!('school' in joined)) return fail(409, { message: null, joined: null });
    return { message: null, joined: joined.outcome };
  }
};
