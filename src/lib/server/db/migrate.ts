import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import { runMigrations as migrateJobs } from 'graphile-worker';
import { connect, type Db } from './connect';

/** Any number, as long as every process uses the same. */
const migrationLock = 7_252_001;

/**
 * Brings the schema up to date, that of the job queue too. Any number of processes may call it at
 * once: Drizzle takes no lock of its own, so an advisory lock on a connection kept for this lets
 * one in at a time.
 * @param url of the database; a connection of its own is opened and closed again
 * @returns whether a former release has left something there that this one has changed
 */
export async function migrate(url: string): Promise<boolean> {
  const db = connect(url, 1);
  try {
    await db.$client`select pg_advisory_lock(${migrationLock})`;
    const before = await applied(db);
    await applyMigrations(db, { migrationsFolder: 'drizzle' });
    await migrateJobs({ connectionString: url, maxPoolSize: 1 });
    return before > 0 && (await applied(db)) > before;
  } finally {
    await db.$client.end();
  }
}

/** @returns how many migrations the database has seen */
async function applied(db: Db): Promise<number> {
  const [there] = await db.$client<{ name: string | null }[]>`
    select to_regclass('drizzle.__drizzle_migrations')::text as name`;
  if (!there!.name) return 0;
  const [row] = await db.$client<{ count: number }[]>`
    select count(*)::int as count from drizzle.__drizzle_migrations`;
  return row!.count;
}
