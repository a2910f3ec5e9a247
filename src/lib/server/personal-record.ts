/** Who looked at somebody's records, what they asked to amend, and what was kept or removed. */
import type { Db } from './db/connect';
import { amendmentRequests, amendmentSteps } from './db/schema/amendments';
import { recordViews } from './db/schema/record-views';
import { disposals, recordHolds } from './db/schema/retention';
import { rowsAbout } from './personal-rows';

/** @returns rows by table */
export const gatherRecord = async (db: Db, accountId: string) => ({
  record_views: await rowsAbout(db, accountId, recordViews, recordViews.at),
  amendment_requests: await rowsAbout(db, accountId, amendmentRequests, amendmentRequests.at),
  amendment_steps: await rowsAbout(db, accountId, amendmentSteps, amendmentSteps.at),
  record_holds: await rowsAbout(db, accountId, recordHolds, recordHolds.at),
  disposals: await rowsAbout(db, accountId, disposals, disposals.at)
});
