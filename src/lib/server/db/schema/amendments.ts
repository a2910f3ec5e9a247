/** What students ask to have amended of their record, and what became of it (34 CFR 99.20–99.22). */
import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid
} from 'drizzle-orm/pg-core';
import { moment } from './columns';
import { ofRecord, schoolId } from './records';
import { stepKinds } from '../../../domain/amendment';
import { recordParts } from '../../../domain/record-part';

/** Rows are added, never changed or removed (a trigger holds that): what follows are steps. */
export const amendmentRequests = pgTable(
  'amendment_requests',
  {
    schoolId: schoolId(),
    /** Made by the client: sent twice, it is asked once. */
    id: uuid().notNull(),
    recordId: uuid('record_id').notNull(),
    part: text({ enum: recordParts }).notNull(),
    /** The line that it is about, by its id, and as it stood; null where it is about the whole part. */
    line: text(),
    lineSaid: text('line_said'),
    /** What is wrong, and what it should say. */
    wrong: text().notNull(),
    should: text().notNull(),
    /** The student, by account and name. */
    actorId: uuid('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    at: moment('at').notNull()
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    unique('amendment_requests_student').on(t.schoolId, t.recordId, t.id),
    ofRecord('amendment_requests_record', t),
    index('amendment_requests_time').on(t.schoolId, t.at),
    check('amendment_requests_line', sql`(${t.line} is null) = (${t.lineSaid} is null)`)
  ]
);

/** Answers of the school, and what the student says to them. Rows are added only. */
export const amendmentSteps = pgTable(
  'amendment_steps',
  {
    schoolId: schoolId(),
    /** Made by the client: sent twice, it counts once. */
    id: uuid().notNull(),
    recordId: uuid('record_id').notNull(),
    requestId: uuid('request_id').notNull(),
    /** 1, 2, … of this request. */
    number: integer().notNull(),
    kind: text({ enum: stepKinds }).notNull(),
    /** The reason, or the student's statement. */
    text: text().notNull(),
    /** Of an acceptance: what was corrected, as the school says it. */
    correction: text(),
    actorId: uuid('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    at: moment('at').notNull()
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    unique('amendment_steps_number').on(t.schoolId, t.requestId, t.number),
    foreignKey({
      name: 'amendment_steps_request',
      columns: [t.schoolId, t.recordId, t.requestId],
      foreignColumns: [amendmentRequests.schoolId, amendmentRequests.recordId, amendmentRequests.id]
    }),
    // A request ends once, whoever of several was first.
    uniqueIndex('amendment_steps_end')
      .on(t.schoolId, t.requestId)
      .where(sql`kind <> 'statement'`),
    index('amendment_steps_of_record').on(t.schoolId, t.recordId),
    check(
      'amendment_steps_correction',
      sql`(${t.kind} = 'accepted') = (${t.correction} is not null)`
    )
  ]
);
