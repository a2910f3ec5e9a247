import postgres, { type Sql } from 'postgres';
import { startEmbedded } from '../../src/lib/server/db/embedded';

/**
 * Runs SQL on the database of the app under test, for what no page can do: a later day comes by
 * moving stored times back.
 */
export async function inDatabase<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  const server = await startEmbedded(process.env.E2E_DATA_DIR!); // joins the app's
  const sql = postgres(server.url, { max: 1 });
  try {
    return await work(sql);
  } finally {
    await sql.end();
    await server.stop(); // leaves it to the app
  }
}
