/** Programs of a school, and who follows which. */
import { sql } from 'drizzle-orm';
import {
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid
} from 'drizzle-orm/pg-core';
import { moment } from './columns';
import { ofRecord, schoolId } from './records';
import type { Program } from '../../../domain/program';

/** What programs ask for. A change is another version, so that nobody's rules change in retrospect. */
export const programVersions = pgTable(
  'program_versions',
  {
    schoolId: schoolId(),
    programId: uuid('program_id').notNull(),
    version: integer().notNull(),
    content: jsonb().$type<Program>().notNull(),
    /** The example that it was copied from. */
    rule: jsonb().$type<{ id: string; version: number }>(),
    actorId: uuid('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    at: moment('at').notNull()
  },
  (t) => [primaryKey({ columns: [t.schoolId, t.programId, t.version] })]
);

/** Which program a student follows: of the rows the newest counts. Rows are added, never changed. */
export const programStudents = pgTable(
  'program_students',
  {
    schoolId: schoolId(),
    id: uuid().notNull(),
    recordId: uuid('record_id').notNull(),
    /** Null where the student follows none any more. */
    programId: uuid('program_id'),
    version: integer(),
    startedDay: integer('started_day').notNull(),
    weeklyHours: doublePrecision('weekly_hours'),
    actorId: uuid('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    at: moment('at').notNull()
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    ofRecord('program_students_record', t),
    foreignKey({
      name: 'program_students_version',
      columns: [t.schoolId, t.programId, t.version],
      foreignColumns: [programVersions.schoolId, programVersions.programId, programVersions.version]
    }),
    index('program_students_student').on(t.schoolId, t.recordId, t.at),
    check('program_students_none', sql`(${t.programId} is null) = (${t.version} is null)`)
  ]
);
