import { json } from '@sveltejs/kit';
import { NewAttestations } from '$lib/domain/attestation';
import { attest } from '$lib/server/attestations';
import { db } from '$lib/server/db/pool';
import { requireAuthor } from '$lib/server/guard';
import { problem, readJson } from '$lib/server/problem';

export async function POST(event) {
  const { change } = await requireAuthor(db, event);
  const body = await readJson(event.request, NewAttestations);
  if (!body.ok) return body.response;
  const results = await attest(db, change, body.data);
  return results
    ? json({ results })
    : problem(403, 'Not yours to attest', 'Ask an admin of the school to attest hours');
}
