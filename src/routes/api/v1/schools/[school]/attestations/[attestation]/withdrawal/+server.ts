import { TakenBack } from '$lib/domain/attestation';
import { takeBack } from '$lib/server/attestations';
import { db } from '$lib/server/db/pool';
import { requireAuthor } from '$lib/server/guard';
import { idTaken, problem, readJson } from '$lib/server/problem';

export async function PUT(event) {
  const { change } = await requireAuthor(db, event);
  const body = await readJson(event.request, TakenBack);
  if (!body.ok) return body.response;
  const done = await takeBack(db, change, event.params.attestation, body.data);
  if (done === 'done') return new Response(null, { status: 204 });
  if (done === 'taken') return idTaken();
  return problem(404, 'Not found', 'There is no attestation that is yours to take back');
}
