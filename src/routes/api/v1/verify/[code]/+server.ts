import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { problem, tooMany } from '$lib/server/problem';
import { verify } from '$lib/server/verification';

export async function GET({ params, getClientAddress }) {
  const found = await verify(db, params.code, getClientAddress());
  switch (found.outcome) {
    case 'found':
      return json(found.paper, {
        headers: { 'cache-control': 'no-store', 'x-robots-tag': 'noindex' }
      });
    case 'missing':
      return problem(404, 'Not found', 'No paper has this code: compare it with the paper');
    default:
      return tooMany(found);
  }
}
