import { v7 } from 'uuid';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { today } from '$lib/server/reviews';

/** As many as one sitting takes; whoever wants more starts another. */
const sitting = 60;

export async function load(event) {
  const { account, actor } = requireAccount(event);
  const { queue, due, new: fresh } = await today(db, account, sitting, new Date());
  return {
    queue,
    total: due + fresh,
    // Made here, so that the options stand in one order before and after the page wakes up.
    showing: v7(),
    reportable: actor.memberships.length > 0
  };
}
