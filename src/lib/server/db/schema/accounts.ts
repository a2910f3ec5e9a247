import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
  bigint
} from 'drizzle-orm/pg-core';
import { moment } from './columns';
import { roles } from '../../../domain/actor';

export const accounts = pgTable(
  'accounts',
  {
    id: uuid().primaryKey(),
    /** Trimmed and lower case: what `accounts.normalise` returns. */
    email: text().notNull().unique(),
    name: text().notNull(),
    /** Argon2id, in PHC form. */
    passwordHash: text('password_hash').notNull(),
    /** IANA name; decides where a study day begins. */
    timeZone: text('time_zone').notNull(),
    createdAt: moment('created_at').notNull()
  },
  (t) => [check('accounts_email_lower', sql`${t.email} = lower(${t.email})`)]
);

/** One row a signed-in device. `id` is the SHA-256 of the token, never the token. */
export const sessions = pgTable(
  'sessions',
  {
    id: text().primaryKey(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    userAgent: text('user_agent').notNull(),
    createdAt: moment('created_at').notNull(),
    lastSeenAt: moment('last_seen_at').notNull(),
    expiresAt: moment('expires_at').notNull()
  },
  (t) => [index('sessions_account').on(t.accountId)]
);

/** Tokens sent by mail, stored as SHA-256; all but those to unsubscribe are good for one use. */
export const mailTokens = pgTable(
  'mail_tokens',
  {
    hash: text().primaryKey(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    purpose: text({ enum: ['reset-password', 'change-email', 'unsubscribe'] }).notNull(),
    /** The new address, for `change-email`. */
    email: text(),
    expiresAt: moment('expires_at').notNull()
  },
  (t) => [index('mail_tokens_account').on(t.accountId)]
);

/** The table that rate-limiter-flexible expects. */
export const rateLimits = pgTable('rate_limits', {
  key: text().primaryKey(),
  points: integer().notNull().default(0),
  expire: bigint({ mode: 'number' })
});

export const schools = pgTable('schools', {
  id: uuid().primaryKey(),
  slug: text().notNull().unique(),
  name: text().notNull(),
  /** IANA name: by its clocks days and months begin, and records and papers are dated. */
  timeZone: text('time_zone').notNull().default('America/New_York'),
  createdAt: moment('created_at').notNull()
});

/**
 * Who is a member now, and as what: this alone decides what somebody may do and see. Whoever leaves
 * has no row here any more; what the school keeps of them is in `member_records`, of which a trigger
 * holds one for every member.
 */
export const members = pgTable(
  'members',
  {
    schoolId: uuid('school_id')
      .notNull()
      .references(() => schools.id),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    role: text({ enum: roles }).notNull(),
    /** Of an instructor: sees students of the cohorts in `staff_cohorts` only. */
    isLimited: boolean('is_limited').notNull().default(false),
    joinedAt: moment('joined_at').notNull()
  },
  (t) => [
    check('members_limited', sql`${t.role} = 'instructor' or not ${t.isLimited}`),
    primaryKey({ columns: [t.schoolId, t.accountId] }),
    index('members_account').on(t.accountId)
  ]
);
