import { error } from '@sveltejs/kit';
import { dateOf } from '$lib/domain/day';
import * as feeds from '$lib/server/calendar-feeds';
import { eventRecord, feedAddress } from '$lib/server/calendar-record';
import { ofCohort } from '$lib/server/calendars';
import { db } from '$lib/server/db/pool';
import { requireCohort } from '$lib/server/guard';

const missing = 'There is no such cohort of this school';

export async function load(event) {
  const { account, actor, school, cohort, change } = await requireCohort(db, event);
  const scope = { cohort: cohort.id, school: school.id };
  const [found, feedSince] = await Promise.all([
    ofCohort(db, actor, school.id, cohort.id, change.now),
    feeds.find(db, account.id, scope)
  ]);
  if (!found) error(404, missing);
  return {
    cohort: { id: cohort.id, name: cohort.name },
    events: found.events.map(eventRecord),
    feedSince,
    today: dateOf(change.today)
  };
}

export const actions = {
  async feed(event) {
    const { actor, school, cohort, change } = await requireCohort(db, event);
    const scope = { cohort: cohort.id, school: school.id };
    const token = await feeds.issue(db, actor, scope, change.now);
    if (token === null) error(404, missing);
    return { address: feedAddress(token) };
  },
  async end(event) {
    const { account, school, cohort } = await requireCohort(db, event);
    await feeds.revoke(db, account.id, { cohort: cohort.id, school: school.id });
    return { address: null };
  }
};
