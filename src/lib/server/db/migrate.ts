import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import { runMigrations as migrateJobs } from 'graphile-worker';
import { connect } from './connect';

/** Any number, as long as every process uses the same. */
const migrationLock = 7_252_001;

/**
 * Brings the schema up to date, that of the job queue too. Any number of processes may call it at
 * once: Drizzle takes no lock of its own, so an advisory lock on a connection kept for this lets
 * one in at a time.
 * @param url of the database; a connection of its own is opened and closed again
 */
export async function migrate(url: string): Promise<void> {
  const db = connect(url, 1);
  try {
    await db.$client`select pg_advisory_lock(${migrationLock})`;
    await applyMigrations(db, { migrationsFolder: 'drizzle' });
    await migrateJobs({ connectionString: url, maxPoolSize: 1 });
  } finally {
    await db.$client.end();
  }
}
