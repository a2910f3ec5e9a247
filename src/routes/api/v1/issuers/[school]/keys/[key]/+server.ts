import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { problem } from '$lib/server/problem';
import * as keys from '$lib/server/signing-keys';

export async function GET({ params: { school, key } }) {
  const all = await keys.published(db, school);
  const found = all.find(({ kid }) => kid === keys.keyAddress(school, key));
  return found
    ? json(found, { headers: { 'content-type': 'application/jwk+json' } })
    : problem(404, 'Not found', 'The school has no such key');
}
