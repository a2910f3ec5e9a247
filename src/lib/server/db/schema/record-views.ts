/** Who of a school's staff has looked at whose record. */
import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns';
import { ofRecord, schoolId } from './records';
import { roles } from '../../../domain/actor';
import { recordParts, viewWays } from '../../../domain/record-part';

/** Rows are added, never changed or removed (a trigger holds that). */
export const recordViews = pgTable(
  'record_views',
  {
    schoolId: schoolId(),
    id: uuid().notNull(),
    /** Null for a list of many: then `count` says of how many, and `filter` of which. */
    recordId: uuid('record_id'),
    part: text({ enum: recordParts }).notNull(),
    way: text({ enum: viewWays }).notNull(),
    count: integer(),
    filter: text(),
    /** An account, which may be deleted since: hence name and role as they were. */
    actorId: uuid('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    actorRole: text('actor_role', { enum: roles }).notNull(),
    at: moment('at').notNull()
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    ofRecord('record_views_record', t),
    index('record_views_of_record').on(t.schoolId, t.recordId, t.at),
    index('record_views_of_lists')
      .on(t.schoolId, t.at)
      .where(sql`record_id is null`),
    check('record_views_many', sql`(${t.recordId} is null) = (${t.count} is not null)`)
  ]
);
