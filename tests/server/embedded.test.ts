import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEmbedded, type Embedded } from '../../src/lib/server/db/embedded';

let folder: string;
const started: Embedded[] = [];

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

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'palpate-'));
  await chmod(folder, 0o755);
});

afterEach(async () => {
  for (const server of started.splice(0)) await server.stop();
  await rm(folder, { recursive: true, force: true });
});

test('rows survive a stop and a start', async () => {
  const first = await start();
  await query(first.url, (sql) => sql`create table kept as select 7 as n`);
  await first.stop();
  const second = await start();
  expect(second.url).toBe(first.url);
  expect(await query(second.url, (sql) => sql`select n from kept`)).toEqual([{ n: 7 }]);
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
  await query(first.url, (sql) => sql`create table kept as select 7 as n`);
  process.kill(postmaster(), 'SIGKILL');
  const second = await start();
  expect(await query(second.url, (sql) => sql`select n from kept`)).toEqual([{ n: 7 }]);
});

test('two that start at once share one server, and the last to leave stops it', async () => {
  const [one, two] = await Promise.all([start(), start()]);
  expect(one.url).toBe(two.url);
  await one.stop();
  expect(await query(two.url, (sql) => sql`select 1 as n`)).toEqual([{ n: 1 }]);
  await two.stop();
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
