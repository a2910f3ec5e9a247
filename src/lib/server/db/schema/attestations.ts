/** What schools attest of the hours of their students. */
import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid
} from 'drizzle-orm/pg-core';
import { moment } from './columns';
import { hourEntries } from './hours';
import { ofRecord, schoolId } from './records';

/**
 * A school's word for hours of a student, or that it takes such a word back. Nothing is attested
 * by itself. Rows are added, never changed.
 */
export const attestations = pgTable(
  'attestations',
  {
    schoolId: schoolId(),
    id: uuid().notNull(),
    recordId: uuid('record_id').notNull(),
    /** Study days: the period. */
    fromDay: integer('from_day').notNull(),
    untilDay: integer('until_day').notNull(),
    /** What its lines add up to. */
    ms: bigint({ mode: 'number' }).notNull(),
    statement: text().notNull(),
    /** The attestation that this one takes back. */
    withdraws: uuid(),
    actorId: uuid('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    at: moment('at').notNull()
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    unique('attestations_student').on(t.schoolId, t.recordId, t.id),
    unique('attestations_withdrawn').on(t.schoolId, t.withdraws),
    ofRecord('attestations_record', t),
    foreignKey({
      name: 'attestations_withdraws',
      columns: [t.schoolId, t.recordId, t.withdraws],
      foreignColumns: [t.schoolId, t.recordId, t.id]
    }),
    check('attestations_period', sql`${t.untilDay} >= ${t.fromDay}`)
  ]
);

/** The lines that an attestation is about: what comes later is not in it. */
export const attestedEntries = pgTable(
  'attested_entries',
  {
    schoolId: uuid('school_id').notNull(),
    recordId: uuid('record_id').notNull(),
    attestationId: uuid('attestation_id').notNull(),
    entryId: uuid('entry_id').notNull()
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.entryId, t.attestationId] }),
    foreignKey({
      name: 'attested_entries_attestation',
      columns: [t.schoolId, t.recordId, t.attestationId],
      foreignColumns: [attestations.schoolId, attestations.recordId, attestations.id]
    }),
    foreignKey({
      name: 'attested_entries_entry',
      columns: [t.schoolId, t.recordId, t.entryId],
      foreignColumns: [hourEntries.schoolId, hourEntries.recordId, hourEntries.id]
    })
  ]
);
