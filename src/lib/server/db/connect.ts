import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres, { type Sql, type TransactionSql } from 'postgres';

/** A pool of connections; `$client` is the same pool for hand-written, prepared SQL. */
export type Db = PostgresJsDatabase & { $client: Sql };

/** A transaction on a connection of the pool. */
export type Transaction = TransactionSql;

/**
 * Opens a pool; no connection is made before the first query.
 * @param url a PostgreSQL connection string
 * @param max connections at most
 * @param name what PostgreSQL lists them as
 */
export function connect(url: string, max = 10, name = 'palpate'): Db {
  return drizzle(
    postgres(url, {
      max,
      onnotice: () => {},
      connection: { application_name: name },
      // By default up to 20 s, for which requests hang, though the database may be long back.
      backoff: (retries) => Math.min(2 ** retries / 20, 1)
    })
  );
}
