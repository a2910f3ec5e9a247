import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startEmbedded, type Embedded } from '../../src/lib/server/db/embedded';

// on a busy machine a start takes seconds
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: string;
const folders: string[] = [];
const started: Embedded[] = [];

async function freshFolder(): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'palpate-'));
  await chmod(folder, 0o755);
  folders.push(folder);
}

async function start(): Promise<Embedded> {
  const server = await startEmbedded(folder);
  started.push(server);
  return server;
}

async function query<T>(url: string, run: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, connection: { application_name: 'palpate' } });
  try {
    return await run(sql);
  } finally {
    await sql.end();
  }
}

const postmaster = () =>
  Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);

beforeAll(freshFolder);

afterEach(async () => {
  for (const server of started.splice(0)) await server.stop();
});

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

test('rows survive a stop and a start', async () => {
  const first = await start();
  await query(first.url, (sql) => sql`create table kept_after_stop as select 7 as n`);
  await first.stop();
  const second = await start();
  expect(second.url).toBe(first.url);
  expect(await query(second.url, (sql) => sql`select n from kept_after_stop`)).toEqual([{ n: 7 }]);
});

test('a server left by a killed process is joined, not replaced', async () => {
  const script = `import { startEmbedded } from './src/lib/server/db/embedded.ts';
    await startEmbedded(${JSON.stringify(folder)});
    process.kill(process.pid, 'SIGKILL');`;
  expect(() =>
    execFileSync('node', ['--import', 'tsx', '--input-type=module', '-e', script], {
      stdio: 'ignore'
    })
  ).toThrow();
  const left = postmaster();
  await start();
  expect(postmaster()).toBe(left);
});

test('what was committed is there after the server was killed', async () => {
  const first = await start();
  await query(first.url, (sql) => sql`create table kept_after_kill as select 7 as n`);
  process.kill(postmaster(), 'SIGKILL');
  const second = await start();
  expect(await query(second.url, (sql) => sql`select n from kept_after_kill`)).toEqual([{ n: 7 }]);
});

test('a lock whose process number now belongs to another program does not stop a start', async () => {
  await start();
  const lock = readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8');
  process.kill(postmaster(), 'SIGKILL');
  writeFileSync(join(folder, 'postgres/postmaster.pid'), lock.replace(/^\d+/, String(process.pid)));
  await start();
  expect(postmaster()).not.toBe(process.pid);
});

test('two that start at once share one server, and the last to leave stops it', async () => {
  await freshFolder(); // both also try to create it
  const [one, two] = await Promise.all([start(), start()]);
  expect(one.url).toBe(two.url);
  await one.stop();
  expect(await query(two.url, (sql) => sql`select 1 as n`)).toEqual([{ n: 1 }]);
  await two.stop();
  expect(() => postmaster()).toThrow();
});

test('two that leave at once stop the server', async () => {
  const [one, two] = await Promise.all([start(), start()]);
  await Promise.all([one.stop(), two.stop()]);
  expect(() => postmaster()).toThrow();
});

test('a taken port is left for another', async () => {
  const first = await start();
  const { port } = new URL(first.url);
  await first.stop();
  const { createServer } = await import('node:net');
  const squatter = createServer().listen(Number(port), '127.0.0.1');
  const second = await start();
  expect(new URL(second.url).port).not.toBe(port);
  squatter.close();
});

test('the password is random and readable by the owner alone', async () => {
  const { url } = await start();
  expect(new URL(url).password).toHaveLength(32);
  expect((await stat(join(folder, 'postgres/password'))).mode & 0o777).toBe(0o600);
  const wrong = url.replace(new URL(url).password, 'wrong');
  await expect(query(wrong, (sql) => sql`select 1`)).rejects.toMatchObject({ code: '28P01' });
});
