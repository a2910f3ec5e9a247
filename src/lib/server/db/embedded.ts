import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import postgres, { type Sql } from 'postgres';
import { findHome, give, type Home } from './embedded-home';
import { livingPostmaster } from './postmaster';

const run = promisify(execFile);

/** A PostgreSQL server that we keep ourselves, and the way to leave it. */
export type Embedded = { url: string; stop(): Promise<void> };

/** Milliseconds without a sign of life; after a crash the old processes take seconds to go. */
const patience = 30_000;

/** Held shared by each process that uses the server; any number, as long as it is the same. */
const useLock = 7_252_002;

/**
 * Starts PostgreSQL with its data under `folder`, or joins the one that already runs there, and
 * creates the database "palpate". Any number of processes may do so at once.
 * @param folder created when missing; logs are in `postgres/server.log`
 * @returns the database's address, and `stop`: the last process to leave stops the server
 */
export async function startEmbedded(folder: string): Promise<Embedded> {
  await mkdir(folder, { recursive: true });
  const home = await findHome(resolve(folder));
  await initialise(home);
  const password = await readFile(join(home.data, 'password'), 'utf8').catch((error) => {
    throw new Error(`The password in ${home.data} cannot be read (${error.code}): is it yours?`);
  });
  const address = (port: number, database: string) =>
    `postgres://palpate:${password}@127.0.0.1:${port}/${database}`;

  const { port, presence } = await joinServer(home, (port) => address(port, 'postgres'));
  const [found] = await presence`select 1 from pg_database where datname = 'palpate'`;
  if (!found) {
    await presence`create database palpate`.catch((error) => {
      if (!['42P04', '23505'].includes(error.code)) throw error; // else another was faster
    });
  }
  return { url: address(port, 'palpate'), stop: () => leave(home, presence) };
}

/** Makes the data folder: built aside and renamed, so that of two processes one wins whole. */
async function initialise(home: Home): Promise<void> {
  if (existsSync(home.data)) return;
  const draft = `${home.data}.${randomBytes(4).toString('hex')}`;
  const passwordFile = `${draft}.password`;
  try {
    await mkdir(draft, { mode: 0o700 });
    await give(draft, home.account);
    await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    await give(passwordFile, home.account);
    const options = ['--locale=C.UTF-8', '--encoding=UTF8', '--auth=scram-sha-256'];
    await program(home, 'initdb', [
      ...['-D', draft, '--username=palpate', `--pwfile=${passwordFile}`, ...options]
    ]);
    await rename(passwordFile, join(draft, 'password'));
    await rename(draft, home.data);
  } catch (error) {
    if (!existsSync(home.data)) throw oneLine('PostgreSQL could not create its data', error);
  } finally {
    await rm(draft, { recursive: true, force: true });
    await rm(passwordFile, { force: true });
  }
}

/**
 * Finds the living server or starts one, and connects. The connection stays open for as long as
 * this process uses the server, and holds a lock that tells the others they are not the last.
 */
async function joinServer(
  home: Home,
  address: (port: number) => string
): Promise<{ port: number; presence: Sql }> {
  let reason = 'it does not answer';
  for (let lastSign = Date.now(); Date.now() - lastSign < patience; await sleep(200)) {
    const living = await livingPostmaster(home.data);
    if (!living) {
      reason = (await launch(home)) ?? reason;
      continue;
    }
    const presence = await attend(address(living.port));
    if (presence === 'busy') lastSign = Date.now();
    else if (presence) return { port: living.port, presence };
  }
  throw new Error(`PostgreSQL does not start: ${reason} (see ${join(home.data, 'server.log')})`);
}

/** Starts the server and waits until it is ready, recovery included; returns why not. */
async function launch(home: Home): Promise<string | undefined> {
  const log = join(home.data, 'server.log');
  if (((await stat(log).catch(() => undefined))?.size ?? 0) > 10e6) await rename(log, `${log}.old`);
  const port = await freePort(
    Number(await readFile(join(home.data, 'port'), 'utf8').catch(() => 0))
  );
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''`;
  try {
    const wait = ['-w', '-t', '600', '-s'];
    await program(home, 'pg_ctl', ['start', ...wait, '-D', home.data, '-l', log, '-o', options]);
    await writeFile(join(home.data, 'port'), String(port));
  } catch {
    const lines = (await readFile(log, 'utf8').catch(() => '')).split('\n');
    return lines.findLast((line) => /FATAL|ERROR|PANIC/.test(line)) ?? 'no reason was logged';
  }
}

/** Connects; 'busy' while the server starts, recovers or stops, undefined without an answer. */
async function attend(url: string): Promise<Sql | 'busy' | undefined> {
  const presence = postgres(url, {
    max: 1,
    max_lifetime: null,
    onnotice: () => {},
    connection: { application_name: 'palpate' }
  });
  try {
    await presence`select pg_advisory_lock_shared(${useLock})`;
    return presence;
  } catch (error) {
    await presence.end({ timeout: 1 });
    const { code } = error as { code?: string };
    if (code === '28P01') throw new Error('PostgreSQL refuses the password in its data folder');
    return code?.startsWith('57P') ? 'busy' : undefined;
  }
}

/** Ends our use; stops the server when nothing of ours is connected any more. */
async function leave(home: Home, presence: Sql): Promise<void> {
  if (!(await isLast(presence).catch(() => false))) return presence.end({ timeout: 1 });
  await presence.end({ timeout: 1 });
  if (!(await livingPostmaster(home.data))) return;
  const stop = ['stop', '-w', '-t', '60', '-s', '-m', 'fast', '-D', home.data];
  await program(home, 'pg_ctl', stop).catch(async (error) => {
    // of two that leave at once the slower finds nothing to stop
    if (await livingPostmaster(home.data)) throw oneLine('PostgreSQL does not stop', error);
  });
}

/** If so, the lock is kept: who comes now waits for it, and after the stop starts anew. */
async function isLast(presence: Sql): Promise<boolean> {
  await presence`select pg_advisory_unlock_shared(${useLock})`;
  const [lock] = await presence`select pg_try_advisory_lock(${useLock}) as taken`;
  // a connection that was just closed is listed for a moment longer
  for (let tries = 0; lock?.taken && tries < 10; tries++) {
    const others = await presence`
      select 1 from pg_stat_activity
      where application_name = 'palpate' and pid <> pg_backend_pid() limit 1`;
    if (others.length === 0) return true;
    await sleep(100);
  }
  return false;
}

function program(home: Home, name: string, args: string[]) {
  const env = { ...process.env, LC_ALL: 'C.UTF-8' };
  return run(join(home.bin, name), args, { ...home.account, env, cwd: '/' });
}

/** The wanted port when it is free, else any free one. */
function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => (wanted ? resolve(freePort(0)) : reject(error)));
    probe.listen(wanted, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

/** What a failed program said, as an error of one line. */
function oneLine(what: string, error: unknown): Error {
  const { stderr, message } = error as { stderr?: string; message: string };
  const said = (stderr?.trim() || message).split('\n').filter(Boolean);
  return new Error(`${what}: ${said.slice(0, 2).join(' ')}`);
}
