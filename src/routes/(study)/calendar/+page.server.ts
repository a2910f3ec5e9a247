import { dateOf, studyDay } from '$lib/domain/day';
import * as feeds from '$lib/server/calendar-feeds';
import { eventRecord, feedAddress } from '$lib/server/calendar-record';
import { own } from '$lib/server/calendars';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';

export async function load(event) {
  const { account, actor } = requireAccount(event);
  const now = new Date();
  const [events, feedSince] = await Promise.all([
    own(db, account, actor, now),
    feeds.find(db, account.id, { cohort: null })
  ]);
  return {
    events: events.map(eventRecord),
    feedSince,
    today: dateOf(studyDay(now, account.timeZone))
  };
}

export const actions = {
  async feed(event) {
    const { actor } = requireAccount(event);
    const token = await feeds.issue(db, actor, { cohort: null }, new Date());
    return { address: feedAddress(token!) };
  },
  async end(event) {
    const { account } = requireAccount(event);
    await feeds.revoke(db, account.id, { cohort: null });
    return { address: null };
  }
};
