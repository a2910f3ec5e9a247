import { error } from '@sveltejs/kit';
import { v7 } from 'uuid';
import type { Account } from '$lib/domain/account';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import * as assignments from '$lib/server/own-assignments';
import { today } from '$lib/server/reviews';

/** As many as a page brings at once; when they are done it asks for the next. */
const sitting = 60;

/** What today asks, or an assignment where the address names one. */
export async function load(event) {
  const { account, actor } = requireAccount(event);
  const id = event.url.searchParams.get('assignment');
  return {
    ...(id ? await assigned(account, id) : await shareOf(account, event.url)),
    // Made here, so that the options stand in one order before and after the page wakes up.
    showing: v7(),
    reportable: actor.memberships.length > 0
  };
}

async function shareOf(account: Account, { searchParams }: URL) {
  const goesOn = searchParams.has('more');
  const share = await today(db, account, sitting, new Date(), goesOn);
  return {
    assignment: null,
    queue: share.queue,
    total: share.due + share.new,
    begun: goesOn ? 0 : share.done / Math.max(1, share.done + share.minutes),
    more: share.more,
    pausedUntil: share.pausedUntil,
    daysLeft: share.exam && share.exam.daysLeft
  };
}

async function assigned(account: Account, id: string) {
  const found = await assignments.find(db, account, id, new Date());
  if (!found) error(404, 'There is no such assignment of yours: it may have been withdrawn');
  const { queue, ...assignment } = found;
  return {
    assignment,
    queue,
    total: queue.length,
    begun: assignment.done / Math.max(1, assignment.done + queue.length),
    more: false,
    pausedUntil: null,
    daysLeft: null
  };
}
