/** What schools keep of somebody’s hours, for that person to take along. */
import { asc, eq, getTableColumns } from 'drizzle-orm';
import type { Db } from './db/connect';
import { attestations, attestedEntries } from './db/schema/attestations';
import { attendances } from './db/schema/classes';
import { hourEntries, intervals } from './db/schema/hours';
import { memberRecords } from './db/schema/membership';
import { programStudents } from './db/schema/programs';

/** @returns rows by table */
export async function gatherHours(db: Db, accountId: string) {
  const own = eq(memberRecords.accountId, accountId);
  const { actorId: _, ...entry } = getTableColumns(hourEntries);
  const { actorId: __, ...attendance } = getTableColumns(attendances);
  const { actorId: ___, ...followed } = getTableColumns(programStudents);
  const { actorId: ____, ...attestation } = getTableColumns(attestations);
  return {
    intervals: await db
      .select(getTableColumns(intervals))
      .from(intervals)
      .innerJoin(memberRecords, eq(memberRecords.id, intervals.recordId))
      .where(own)
      .orderBy(asc(intervals.startsAt)),
    hour_entries: await db
      .select(entry)
      .from(hourEntries)
      .innerJoin(memberRecords, eq(memberRecords.id, hourEntries.recordId))
      .where(own)
      .orderBy(asc(hourEntries.at)),
    attendances: await db
      .select(attendance)
      .from(attendances)
      .innerJoin(memberRecords, eq(memberRecords.id, attendances.recordId))
      .where(own)
      .orderBy(asc(attendances.at)),
    program_students: await db
      .select(followed)
      .from(programStudents)
      .innerJoin(memberRecords, eq(memberRecords.id, programStudents.recordId))
      .where(own),
    attestations: await db
      .select(attestation)
      .from(attestations)
      .innerJoin(memberRecords, eq(memberRecords.id, attestations.recordId))
      .where(own),
    attested_entries: await db
      .select(getTableColumns(attestedEntries))
      .from(attestedEntries)
      .innerJoin(memberRecords, eq(memberRecords.id, attestedEntries.recordId))
      .where(own)
  };
}
