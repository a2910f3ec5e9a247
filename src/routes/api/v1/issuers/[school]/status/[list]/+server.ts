import * as badges from '$lib/server/badges';
import { db } from '$lib/server/db/pool';
import { problem } from '$lib/server/problem';

export async function GET({ params: { school, list } }) {
  const found = await badges.statusList(db, school, Number(list));
  if (!found) return problem(404, 'Not found', 'The school has no such list');
  return new Response(found.signed, {
    headers: { 'content-type': 'application/vc+jwt', 'cache-control': 'max-age=300' }
  });
}
