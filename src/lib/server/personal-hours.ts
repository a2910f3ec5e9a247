/** What schools keep of somebody’s hours, for that person to take along. */
import type { Db } from './db/connect';
import { attestations, attestedEntries } from './db/schema/attestations';
import { attendances } from './db/schema/classes';
import { hourEntries, intervals } from './db/schema/hours';
import { programStudents } from './db/schema/programs';
import { rowsAbout } from './personal-rows';

/** @returns rows by table */
export const gatherHours = async (db: Db, accountId: string) => ({
  intervals: await rowsAbout(db, accountId, intervals, intervals.startsAt),
  hour_entries: await rowsAbout(db, accountId, hourEntries, hourEntries.at),
  attendances: await rowsAbout(db, accountId, attendances, attendances.at),
  program_students: await rowsAbout(db, accountId, programStudents, programStudents.at),
  attestations: await rowsAbout(db, accountId, attestations, attestations.at),
  attested_entries: await rowsAbout(db, accountId, attestedEntries, attestedEntries.entryId)
});
