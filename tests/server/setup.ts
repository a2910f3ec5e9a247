import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../src/lib/server/db/embedded';
import { migrate } from '../../src/lib/server/db/migrate';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where databases are made, and the migrated one that each test copies. */
    server: { url: string; template: string };
  }
}

/** One PostgreSQL for the run, with a migrated template database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startServer();
  const template = `palpate_${randomBytes(4).toString('hex')}`;
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  await admin`create database ${admin(template)}`;
  const target = new URL(url);
  target.pathname = `/${template}`;
  await migrate(target.href);
  project.provide('server', { url, template });

  return async () => {
    const left = await admin`
      select datname from pg_database where datname like ${`${template}%`}`;
    for (const { datname } of left) await admin`drop database ${admin(datname)} with (force)`;
    await admin.end();
    await stop();
  };
}

async function startServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'palpate-'));
  await chmod(folder, 0o755); // as root, PostgreSQL's own account must get in
  const { url, stop } = await startEmbedded(folder);
  await hurry(url);
  return {
    url,
    async stop() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    }
  };
}

/** Does without what only a loss of power asks for: nothing here is to outlive the run. */
async function hurry(url: string): Promise<void> {
  const admin = postgres(url, { max: 1 });
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit'])
    await admin.unsafe(`alter system set ${setting} = off`);
  await admin`select pg_reload_conf()`;
  await admin.end();
}
