import { error } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { readerOf } from '$lib/server/guard';
import { explain } from '$lib/server/limits';
import { verify } from '$lib/server/verification';

export const prerender = false;

export async function load({ locals, params, getClientAddress, setHeaders }) {
  setHeaders({ 'x-robots-tag': 'noindex', 'cache-control': 'no-store' });
  const found = await verify(db, params.code, getClientAddress());
  if (found.outcome === 'limited') error(429, explain(found));
  const paper = found.outcome === 'found' ? found.paper : null;
  return { account: readerOf(locals), paper, code: params.code };
}
