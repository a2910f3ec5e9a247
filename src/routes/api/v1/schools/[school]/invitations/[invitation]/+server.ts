import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import * as invitations from '$lib/server/invitations';
import { problem } from '$lib/server/problem';

export async function DELETE(event) {
  const { change } = await requireCohorts(db, event);
  return (await invitations.revoke(db, change, event.params.invitation))
    ? new Response(null, { status: 204 })
    : problem(404, 'Not found', 'There is no such invitation that waits');
}
