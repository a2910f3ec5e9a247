import * as v from 'valibot';
import * as events from '../events';
import { defineTask } from '../jobs';
import * as oldInvitations from '../old-invitations';

/**
 * Each night: forgets jobs that failed for good a month ago, old events, and invitations that wait
 * for no answer. Other jobs go when they are done.
 */
export const tidy = defineTask({
  name: 'tidy',
  payload: v.object({}),
  cron: '10 8 * * *',
  lateHours: 24,
  async run(db, _, now) {
    await db.$client`select graphile_worker.complete_jobs(array(
      select id from graphile_worker.jobs
      where attempts >= max_attempts and locked_at is null
        and updated_at < ${now.toISOString()}::timestamptz - interval '30 days'))`;
    await events.prune(db, now);
    await oldInvitations.prune(db, now);
  }
});
