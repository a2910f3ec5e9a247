/** What was asked for by ids that clients have made. */
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns';

/**
 * Written with what it made, and kept as long: what was asked for may be changed since, and is still
 * known again.
 */
export const idempotencyKeys = pgTable('idempotency_keys', {
  id: uuid().primaryKey(),
  /** SHA-256 of what was asked for. */
  digest: text().notNull(),
  at: moment('at').notNull()
});
