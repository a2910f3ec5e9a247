import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { connect, type Db } from '../../src/lib/server/db/connect';

/**
 * A migrated, empty database of one's own: call it in `beforeAll` or `beforeEach`, and `close` in
 * the matching `after`.
 */
export async function freshDatabase(): Promise<{
  db: Db;
  url: string;
  close(): Promise<void>;
}> {
  const { url: server, template } = inject('server');
  const name = `${template}_${randomBytes(4).toString('hex')}`;
  await asAdmin(server, (sql) => sql`create database ${sql(name)} template ${sql(template)}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const db = connect(url.href);
  return {
    db,
    url: url.href,
    async close() {
      await db.$client.end({ timeout: 5 });
      await asAdmin(server, (sql) => sql`drop database ${sql(name)} with (force)`);
    }
  };
}

async function asAdmin(url: string, run: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await run(sql);
  } finally {
    await sql.end();
  }
}
