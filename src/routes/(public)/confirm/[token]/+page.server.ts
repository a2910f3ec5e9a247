import { fail } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import * as emailChange from '$lib/server/email-change';
import { readerOf } from '$lib/server/guard';
import * as links from '$lib/server/mail-links';

export async function load({ locals, params }) {
  const found = await links.find(db, params.token, 'change-email', new Date());
  return { account: readerOf(locals), email: found?.email ?? null };
}

export const actions = {
  // A press of a button, not the visit: programs that check mail follow links too.
  default: async ({ params }) => {
    const result = await emailChange.confirm(db, params.token, new Date());
    return result.outcome === 'changed' ? result : fail(409, result);
  }
};
