import { can } from '$lib/domain/actor';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';

/** For the pages below only what they show: each checks again who asks. */
export async function load(event) {
  const { school, actor } = await requireStaff(db, event);
  return { school, mayManage: can(actor, 'member.manage', { school: school.id }) };
}
