import { json } from '@sveltejs/kit';
import { SearchRequest } from '$lib/domain/search/request';
import { catalogue } from '$lib/server/courses';
import { db } from '$lib/server/db/pool';
import { parse } from '$lib/server/issues';
import { refusedField } from '$lib/server/problem';
import { search } from '$lib/server/search';

export async function GET({ url, locals }) {
  const asked = parse(SearchRequest, Object.fromEntries(url.searchParams));
  if (!asked.ok) return refusedField(...Object.entries(asked.errors)[0]!);
  return json(await search(db, catalogue(), locals.actor, asked.data));
}
