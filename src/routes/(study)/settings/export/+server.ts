import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import * as personalData from '$lib/server/personal-data';

/** Everything about oneself, as a file to keep. */
export async function GET(event) {
  const { account } = requireAccount(event);
  const now = new Date();
  const data = await personalData.gather(db, account.id, now);
  return new Response(JSON.stringify(data, null, 2), {
    headers: {
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="palpate-${now.toISOString().slice(0, 10)}.json"`,
      'cache-control': 'no-store'
    }
  });
}
