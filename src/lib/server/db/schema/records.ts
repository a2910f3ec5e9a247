/** Whose a row is: a school's, and there a record's. */
import { foreignKey, uuid, type PgColumn } from 'drizzle-orm/pg-core';
import { schools } from './accounts';
import { memberRecords } from './membership';

export const schoolId = () =>
  uuid('school_id')
    .notNull()
    .references(() => schools.id);

/** To the school's record of somebody, which outlives membership and account. */
export const ofRecord = (name: string, t: { schoolId: PgColumn; recordId: PgColumn }) =>
  foreignKey({
    name,
    columns: [t.schoolId, t.recordId],
    foreignColumns: [memberRecords.schoolId, memberRecords.id]
  });
