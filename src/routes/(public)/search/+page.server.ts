import { readQuery, shownAtMost } from '$lib/domain/search/query';
import { catalogue } from '$lib/server/courses';
import { db } from '$lib/server/db/pool';
import { readerOf } from '$lib/server/guard';
import { search } from '$lib/server/search';

export async function load({ url, locals }) {
  const q = readQuery(url.searchParams.get('q'));
  const asked = { q, limit: shownAtMost };
  const found = q ? await search(db, catalogue(), locals.actor, asked) : null;
  return { account: readerOf(locals), q, found };
}
