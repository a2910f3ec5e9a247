import { can } from '$lib/domain/actor';
import { waiting } from '$lib/server/amendment-list';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';

/** For the pages below only what they show: each checks again who asks. */
export async function load(event) {
  const { school, actor } = await requireStaff(db, event);
  return {
    school,
    mayManage: can(actor, 'member.manage', { school: school.id }),
    waiting: await waiting(db, actor, school.id)
  };
}
