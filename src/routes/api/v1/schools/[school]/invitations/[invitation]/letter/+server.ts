import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import * as invitations from '$lib/server/invitations';
import { problem, tooMany } from '$lib/server/problem';

export async function POST(event) {
  const { change } = await requireCohorts(db, event);
  const sent = await invitations.resend(db, change, event.params.invitation);
  if (sent === 'sent') return new Response(null, { status: 204 });
  if (sent !== 'missing') return tooMany(sent);
  return problem(404, 'Not found', 'There is no such invitation that waits');
}
