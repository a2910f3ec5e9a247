import { json } from '@sveltejs/kit';
import { NewInvitations } from '$lib/domain/invitation';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import * as invitations from '$lib/server/invitations';
import { problem, readJson, refusedField, tooMany } from '$lib/server/problem';

export async function GET(event) {
  const { actor, school } = await requireCohorts(db, event);
  return json({ invitations: await invitations.list(db, actor, school.id) });
}

export async function POST(event) {
  const { change } = await requireCohorts(db, event);
  const body = await readJson(event.request, NewInvitations);
  if (!body.ok) return body.response;
  const sent = await invitations.send(db, change, body.data);
  if (sent.outcome === 'missing') return problem(404, 'Not found', 'Only an admin invites');
  if (sent.outcome === 'invalid') return refusedField(sent.field, sent.error);
  if (sent.outcome === 'limited') return tooMany(sent);
  const { invited, members } = sent;
  return json({ invited, members }, { status: 201 });
}
