import { redirect } from '@sveltejs/kit';
import { printed, readCode } from '$lib/domain/papers/number';
import { readerOf } from '$lib/server/guard';

export const prerender = false;

export function load({ locals, url, setHeaders }) {
  setHeaders({ 'x-robots-tag': 'noindex' });
  const typed = url.searchParams.get('code');
  const code = readCode(typed ?? '');
  if (code) redirect(303, `/verify/${printed(code)}`);
  return { account: readerOf(locals), typed };
}
