import { error } from '@sveltejs/kit';
import { metrics } from '$lib/server/metrics';
import { hashToken } from '$lib/server/tokens';

/** For the operator's own network only: needs METRICS_TOKEN, and is not there without it. */
export async function GET({ request }) {
  const token = process.env.METRICS_TOKEN;
  const given = request.headers.get('authorization') ?? '';
  // Hashes, so that the time of the comparison tells nothing.
  if (!token || hashToken(given) !== hashToken(`Bearer ${token}`)) error(404, 'Not found');
  const { text, type } = await metrics();
  return new Response(text, { headers: { 'content-type': type } });
}
