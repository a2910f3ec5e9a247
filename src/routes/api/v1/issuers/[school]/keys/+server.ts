import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import * as keys from '$lib/server/signing-keys';

export const GET = async ({ params }) =>
  json(
    { keys: await keys.published(db, params.school) },
    { headers: { 'content-type': 'application/jwk-set+json', 'cache-control': 'max-age=300' } }
  );
