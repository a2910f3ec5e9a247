import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { today } from '$lib/server/reviews';

/** As many as one sitting takes; whoever wants more starts another. */
const sitting = 60;

export async function load(event) {
  const { account, actor } = requireAccount(event);
  const { queue, due, new: fresh } = await today(db, account, sitting, new Date());
  return { queue, total: due + fresh, reportable: actor.memberships.length > 0 };
}
