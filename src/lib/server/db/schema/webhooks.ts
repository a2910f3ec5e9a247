/** What happened at a school, kept for a while, and who is told of it. */
import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid
} from 'drizzle-orm/pg-core';
import { moment } from './columns';
import { schoolId } from './records';
import { deliveryStates, webhookStates } from '../../../domain/webhook';

/**
 * Written in the transaction of what happened, never changed (a trigger holds that), and deleted
 * after a while: the records themselves stay.
 */
export const events = pgTable(
  'events',
  {
    schoolId: schoolId(),
    /** A UUIDv7. */
    id: uuid().notNull(),
    type: text().notNull(),
    /** As it is sent. */
    data: jsonb().$type<Record<string, unknown>>().notNull(),
    at: moment('at').notNull(),
    /**
     * The order in which they are read, given when somebody first reads: whatever is committed
     * later comes later, as by ids or times it may not.
     */
    place: bigint({ mode: 'number' })
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    uniqueIndex('events_place').on(t.schoolId, t.place),
    index('events_unplaced')
      .on(t.schoolId)
      .where(sql`place is null`),
    index('events_at').on(t.at)
  ]
);

/** An address of another system that is told of what happens. */
export const webhooks = pgTable(
  'webhooks',
  {
    schoolId: schoolId(),
    /** Made by the client: what is added twice is added once. */
    id: uuid().notNull(),
    url: text().notNull(),
    description: text().notNull(),
    /** Null: all, and those that come to be. */
    types: text().array(),
    /** Sealed by a key that is not in the database. */
    secret: text().notNull(),
    /** By which id a client asked for it; null of the first. */
    secretId: uuid('secret_id'),
    /** The one before, which signs too for a while. */
    formerSecret: text('former_secret'),
    formerUntil: moment('former_until'),
    state: text({ enum: webhookStates }).notNull().default('active'),
    /** Why it is off. */
    reason: text(),
    /** Since when everything failed; null after what was delivered. */
    failingSince: moment('failing_since'),
    /** How often in a row it could not be reached, and until when it is left alone. */
    misses: integer().notNull().default(0),
    restsUntil: moment('rests_until'),
    /** An account, which may be deleted since. */
    createdBy: uuid('created_by').notNull(),
    createdAt: moment('created_at').notNull()
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.id] }),
    check('webhooks_former', sql`(${t.formerSecret} is null) = (${t.formerUntil} is null)`),
    check('webhooks_off', sql`(${t.state} = 'off') = (${t.reason} is not null)`)
  ]
);

/** What became of telling one webhook of one event. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    schoolId: schoolId(),
    webhookId: uuid('webhook_id').notNull(),
    eventId: uuid('event_id').notNull(),
    /** When it happened: the order of the list. */
    at: moment('at').notNull(),
    state: text({ enum: deliveryStates }).notNull().default('waiting'),
    attempts: integer().notNull().default(0),
    /** Of the last attempt: the status, or what went wrong. */
    status: integer(),
    error: text(),
    triedAt: moment('tried_at'),
    /** Null once it is settled. */
    nextAt: moment('next_at')
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.webhookId, t.eventId] }),
    foreignKey({
      name: 'webhook_deliveries_webhook',
      columns: [t.schoolId, t.webhookId],
      foreignColumns: [webhooks.schoolId, webhooks.id]
    }).onDelete('cascade'),
    foreignKey({
      name: 'webhook_deliveries_event',
      columns: [t.schoolId, t.eventId],
      foreignColumns: [events.schoolId, events.id]
    }).onDelete('cascade'),
    index('webhook_deliveries_at').on(t.schoolId, t.webhookId, t.at, t.eventId),
    index('webhook_deliveries_of_event').on(t.schoolId, t.eventId),
    check('webhook_deliveries_next', sql`(${t.state} = 'waiting') = (${t.nextAt} is not null)`)
  ]
);

/** Each attempt to tell it, kept as long as the event. */
export const webhookAttempts = pgTable(
  'webhook_attempts',
  {
    schoolId: schoolId(),
    webhookId: uuid('webhook_id').notNull(),
    eventId: uuid('event_id').notNull(),
    /** From 1 on, those before it was sent once more included. */
    number: integer().notNull(),
    at: moment('at').notNull(),
    /** What was answered; null where nothing was. */
    status: integer(),
    /** What went wrong; null where nothing did. */
    error: text(),
    /** How long it took. */
    ms: integer().notNull()
  },
  (t) => [
    primaryKey({ columns: [t.schoolId, t.webhookId, t.eventId, t.number] }),
    foreignKey({
      name: 'webhook_attempts_delivery',
      columns: [t.schoolId, t.webhookId, t.eventId],
      foreignColumns: [
        webhookDeliveries.schoolId,
        webhookDeliveries.webhookId,
        webhookDeliveries.eventId
      ]
    }).onDelete('cascade')
  ]
);
