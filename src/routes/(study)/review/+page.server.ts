import { v7 } from 'uuid';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { today } from '$lib/server/reviews';

/** As many as a page brings at once; when they are done it asks for the next. */
const sitting = 60;

export async function load(event) {
  const { account, actor } = requireAccount(event);
  const goesOn = event.url.searchParams.has('more');
  const share = await today(db, account, sitting, new Date(), goesOn);
  return {
    queue: share.queue,
    total: share.due + share.new,
    begun: goesOn ? 0 : share.done / Math.max(1, share.done + share.minutes),
    more: share.more,
    pausedUntil: share.pausedUntil,
    daysLeft: share.exam && share.exam.daysLeft,
    // Made here, so that the options stand in one order before and after the page wakes up.
    showing: v7(),
    reportable: actor.memberships.length > 0
  };
}
