import { fail } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { readerOf } from '$lib/server/guard';
import * as reminders from '$lib/server/reminders';

export async function load({ locals, params }) {
  return {
    account: readerOf(locals),
    known: await reminders.isKnown(db, params.token, new Date())
  };
}

export const actions = {
  // By the button, or by a mail program's one click (RFC 8058). Not by a visit: programs that
  // check mail follow links too. The token alone decides, whoever is signed in.
  default: async ({ params }) =>
    (await reminders.stop(db, params.token, new Date()))
      ? { stopped: true }
      : fail(404, { stopped: false })
};
