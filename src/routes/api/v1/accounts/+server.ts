import { json } from '@sveltejs/kit';
import { SignUp } from '$lib/domain/account';
import * as accounts from '$lib/server/accounts';
import { db } from '$lib/server/db/pool';
import { visitor } from '$lib/server/guard';
import { readJson, tooMany } from '$lib/server/problem';

/** Says the same whether the e-mail was free or taken; see `accounts.signUp`. */
export async function POST(event) {
  const body = await readJson(event.request, SignUp);
  if (!body.ok) return body.response;
  const result = await accounts.signUp(db, body.data, visitor(event), new Date());
  if (result.outcome === 'limited') return tooMany(result);
  const { email, name, timeZone } = body.data;
  return json({ account: { email, name, timeZone } }, { status: 201 });
}
