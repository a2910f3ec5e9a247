import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { leave, needsAdmin } from '$lib/server/leaving';
import { problem } from '$lib/server/problem';

/** By the id of the school, as `/me` gives it: students do not know its slug. */
export async function DELETE(event) {
  const { account, actor } = requireAccount(event);
  const { school } = event.params;
  const isOwn = actor.memberships.some((member) => member.school === school);
  const left = isOwn ? await leave(db, account, school, new Date()) : 'missing';
  if (left === 'left') return new Response(null, { status: 204 });
  if (left === 'last-admin') return problem(409, 'The last admin', needsAdmin);
  return problem(404, 'Not found', 'You are no member of such a school');
}
