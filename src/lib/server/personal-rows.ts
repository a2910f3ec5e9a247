/** Rows that hang on what schools keep of somebody, for that person. */
import { and, asc, eq, getTableColumns } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Db } from './db/connect';
import { memberRecords } from './db/schema/membership';

type OfRecord = PgTable & { schoolId: PgColumn; recordId: PgColumn };

/**
 * @param by what they are ordered by
 * @returns the rows of a table about the records of an account, without the account of staff who
 *   made them
 */
export async function rowsAbout(
  db: Db,
  accountId: string,
  table: OfRecord,
  by: PgColumn
): Promise<Record<string, unknown>[]> {
  const { actorId: _, ...columns } = getTableColumns(table) as Record<string, PgColumn>;
  return db
    .select(columns)
    .from(table as PgTable)
    .innerJoin(
      memberRecords,
      and(eq(memberRecords.schoolId, table.schoolId), eq(memberRecords.id, table.recordId))
    )
    .where(eq(memberRecords.accountId, accountId))
    .orderBy(asc(by));
}
