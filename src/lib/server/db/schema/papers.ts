/** What a school has issued, to whom records of its students went, and the keys that it signs with. */
import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid
} from 'drizzle-orm/pg-core';
import { moment } from './columns';
import { ofRecord, schoolId } from './records';
import { groundIds } from '../../../domain/papers/ground';
import { paperKinds, type Paper } from '../../../domain/papers/paper';

/** How a school is named on its papers; the newest counts, earlier papers keep theirs. */
export const letterheads = pgTable('letterheads', {
  schoolId: schoolId().primaryKey(),
  approval: text().notNull(),
  address: text().array().notNull(),
  contact: text().notNull(),
  signer: text().notNull(),
  signerTitle: text('signer_title').notNull(),
  changedAt: moment('changed_at').notNull()
});

/** Papers, with all that they say. Rows are added, never changed (a trigger holds that). */
export const papers = pgTable(
  'papers',
  {
    schoolId: schoolId(),
    /** Made by the client: what is asked for twice is issued once. */
    id: uuid().notNull(),
    /** The number that people read: the year, and which paper of that year. */
    year: integer().notNull(),
    serial: integer().notNull(),
    /** By which whoever holds the paper checks it; nobody guesses it. */
    code: text().notNull().unique(),
    kind: text({ enum: paperKinds }).notNull(),
    /** Whose it is; null for reports about many. */
    recordId: uuid('record_id'),
    /** What it says. */
    content: jsonb().$type<Paper>().notNull(),
    /** Of a certificate: the same as a signed credential, as it was given out. */
    credential: text(),
    statusList: integer('status_list'),
    statusIndex: integer('status_index'),
    /** An account, which may be deleted since: hence the name as it was. */
    actorId: uuid('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    issuedAt: moment('issued_at').notNull()
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    unique('papers_number').on(t.schoolId, t.year, t.serial),
    uniqueIndex('papers_status').on(t.schoolId, t.statusList, t.statusIndex),
    ofRecord('papers_record', t),
    index('papers_of_record').on(t.schoolId, t.recordId),
    check(
      'papers_holder',
      sql`(${t.kind} in ('hours-report', 'state-csv')) = (${t.recordId} is null)`
    ),
    check(
      'papers_credential',
      sql`num_nulls(${t.credential}, ${t.statusList}, ${t.statusIndex}) in (0, 3)`
    )
  ]
);

const paperId = () => uuid('paper_id').notNull();

/** Papers that do not stand any more. Rows are added, never changed. */
export const paperRevocations = pgTable(
  'paper_revocations',
  {
    schoolId: schoolId(),
    paperId: paperId(),
    reason: text().notNull(),
    actorId: uuid('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    at: moment('at').notNull()
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.paperId] }),
    foreignKey({
      name: 'paper_revocations_paper',
      columns: [t.schoolId, t.paperId],
      foreignColumns: [papers.schoolId, papers.id]
    })
  ]
);

/** Whether the holder lets whoever checks a paper read the name; of the rows the newest counts. */
export const paperConsents = pgTable(
  'paper_consents',
  {
    schoolId: schoolId(),
    id: uuid().notNull(),
    paperId: paperId(),
    showsName: boolean('shows_name').notNull(),
    at: moment('at').notNull()
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    foreignKey({
      name: 'paper_consents_paper',
      columns: [t.schoolId, t.paperId],
      foreignColumns: [papers.schoolId, papers.id]
    }),
    index('paper_consents_of_paper').on(t.schoolId, t.paperId, t.at)
  ]
);

/**
 * To whom the school has given what of a student's record, and why: 34 CFR 99.32 has it kept with
 * the record, and the student may read it. Rows are added, never changed.
 */
export const disclosures = pgTable(
  'disclosures',
  {
    schoolId: schoolId(),
    id: uuid().notNull(),
    recordId: uuid('record_id').notNull(),
    paperId: uuid('paper_id'),
    recipient: text().notNull(),
    what: text().notNull(),
    purpose: text().notNull(),
    /** By which exception of 34 CFR 99.31, or by the student's consent; null where it was not asked. */
    ground: text({ enum: groundIds }),
    actorId: uuid('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    at: moment('at').notNull()
  },
  (t) => [
    // One giving may be about many records.
    primaryKey({ columns: [t.schoolId, t.id, t.recordId] }),
    ofRecord('disclosures_record', t),
    foreignKey({
      name: 'disclosures_paper',
      columns: [t.schoolId, t.paperId],
      foreignColumns: [papers.schoolId, papers.id]
    }),
    index('disclosures_of_record').on(t.schoolId, t.recordId, t.at)
  ]
);

/**
 * Keys by which credentials of a school are signed; the newest signs. Public halves stay for good:
 * what was signed with them is checked years later.
 */
export const signingKeys = pgTable(
  'signing_keys',
  {
    schoolId: schoolId(),
    /** The thumbprint of the public half (RFC 7638). */
    id: text().notNull(),
    publicKey: jsonb('public_key').$type<Record<string, string>>().notNull(),
    /** Sealed by a key that is not in the database; null once another key signs. */
    sealed: text(),
    /** By which id a client asked for it; null where it was made because there was none. */
    askedAs: uuid('asked_as'),
    createdAt: moment('created_at').notNull()
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    uniqueIndex('signing_keys_asked').on(t.schoolId, t.askedAs),
    uniqueIndex('signing_keys_current')
      .on(t.schoolId)
      .where(sql`sealed is not null`)
  ]
);
