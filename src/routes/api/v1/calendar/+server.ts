import { json } from '@sveltejs/kit';
import { find } from '$lib/server/calendar-feeds';
import { eventRecord } from '$lib/server/calendar-record';
import { own } from '$lib/server/calendars';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';

export async function GET(event) {
  const { account, actor } = requireAccount(event);
  const [events, feedSince] = await Promise.all([
    own(db, account, actor, new Date()),
    find(db, account.id, { cohort: null })
  ]);
  return json({ events: events.map(eventRecord), feedSince });
}
