/** Who looked at somebody's records, what they asked to amend, and what was kept or removed. */
import { asc, eq, getTableColumns } from 'drizzle-orm';
import type { Db } from './db/connect';
import { amendmentRequests, amendmentSteps } from './db/schema/amendments';
import { memberRecords } from './db/schema/membership';
import { recordViews } from './db/schema/record-views';
import { disposals, recordHolds } from './db/schema/retention';

/** @returns rows by table */
export async function gatherRecord(db: Db, accountId: string) {
  const own = eq(memberRecords.accountId, accountId);
  const { actorId: _, ...view } = getTableColumns(recordViews);
  const { actorId: __, ...request } = getTableColumns(amendmentRequests);
  const { actorId: ___, ...step } = getTableColumns(amendmentSteps);
  const { actorId: ____, ...hold } = getTableColumns(recordHolds);
  return {
    record_views: await db
      .select(view)
      .from(recordViews)
      .innerJoin(memberRecords, eq(memberRecords.id, recordViews.recordId))
      .where(own)
      .orderBy(asc(recordViews.at)),
    amendment_requests: await db
      .select(request)
      .from(amendmentRequests)
      .innerJoin(memberRecords, eq(memberRecords.id, amendmentRequests.recordId))
      .where(own)
      .orderBy(asc(amendmentRequests.at)),
    amendment_steps: await db
      .select(step)
      .from(amendmentSteps)
      .innerJoin(memberRecords, eq(memberRecords.id, amendmentSteps.recordId))
      .where(own)
      .orderBy(asc(amendmentSteps.at)),
    record_holds: await db
      .select(hold)
      .from(recordHolds)
      .innerJoin(memberRecords, eq(memberRecords.id, recordHolds.recordId))
      .where(own),
    disposals: await db
      .select(getTableColumns(disposals))
      .from(disposals)
      .innerJoin(memberRecords, eq(memberRecords.id, disposals.recordId))
      .where(own)
  };
}
