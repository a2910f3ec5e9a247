import { json } from '@sveltejs/kit';
import { LogIn } from '$lib/domain/account';
import * as accounts from '$lib/server/accounts';
import { db } from '$lib/server/db/pool';
import { readerOf, signIn, signOut, visitor } from '$lib/server/guard';
import { problem, readJson, tooMany } from '$lib/server/problem';

const noStore = { headers: { 'cache-control': 'no-store' } };

/** Who is signed in: prerendered pages ask this, and being nobody is no error. */
export const GET = ({ locals }) => json({ account: readerOf(locals) }, noStore);

export async function POST(event) {
  const body = await readJson(event.request, LogIn);
  if (!body.ok) return body.response;
  const result = await accounts.logIn(db, body.data, visitor(event));
  if (result.outcome === 'limited') return tooMany(result);
  if (result.outcome === 'wrong') {
    return problem(401, 'Not signed in', 'This e-mail and password do not go together');
  }
  const { account } = result;
  const token = await signIn(db, event, account, new Date());
  return json({ account, token }, noStore);
}

export async function DELETE(event) {
  await signOut(db, event);
  return new Response(null, { status: 204 });
}
