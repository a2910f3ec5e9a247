// Runs before anything is installed: plain JavaScript, Node's own modules only.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const oldestNode = [20, 19];

// every path below, and in the program, is relative to the repository
process.chdir(join(dirname(fileURLToPath(import.meta.url)), '../..'));

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
  fail(`Palpate needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}.`);
}

/**
 * Ends the process with one line of explanation.
 * @param {string} message
 * @returns {never}
 */
export function fail(message) {
  console.error(message);
  process.exit(1);
}

/**
 * Says what is happening, and at the end how long it took.
 * @template T
 * @param {string} what
 * @param {() => T} work
 * @returns {T}
 */
export function step(what, work) {
  console.log(`${what} …`);
  const start = Date.now();
  const result = work();
  console.log(`  done in ${((Date.now() - start) / 1000).toFixed(1)} s`);
  return result;
}

/**
 * Runs a program with its output shown; ends this process when it fails.
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
export function run(program, args, env = process.env) {
  const shell = process.platform === 'win32' && program !== process.execPath;
  const { status, signal, error } = spawnSync(program, args, { stdio: 'inherit', env, shell });
  if (error) fail(`${program} does not run: ${error.message}`);
  if (status !== 0) process.exit(status ?? (signal === 'SIGINT' ? 130 : 1));
}

/** The command line of an installed package, run by this Node: no npx, no PATH. */
export const tools = {
  vite: 'node_modules/vite/bin/vite.js',
  vitest: 'node_modules/vitest/vitest.mjs',
  playwright: 'node_modules/@playwright/test/cli.js',
  prettier: 'node_modules/prettier/bin/prettier.cjs',
  kit: 'node_modules/@sveltejs/kit/svelte-kit.js'
};

/** Installs the packages when they are missing or not those of package-lock.json. */
export function ensureInstalled() {
  if (!isInstalled()) {
    step('Installing packages (once; a minute or two)', () =>
      run('npm', ['ci', '--include=dev', '--loglevel=error'])
    );
  }
  if (!existsSync('.svelte-kit/tsconfig.json')) run(process.execPath, [tools.kit, 'sync']);
}

/** Compares with the list that npm keeps of what it installed; it writes that list last. */
function isInstalled() {
  const present = readJson('node_modules/.package-lock.json')?.packages;
  const wanted = readJson('package-lock.json')?.packages;
  if (!present || !wanted) return false;
  return Object.entries(wanted).every(([path, { version, optional, os, cpu, libc }]) => {
    if (path === '') return true;
    const isOurs = os?.includes(process.platform) && cpu?.includes(process.arch) && !libc;
    if (optional && !isOurs && !present[path]) return true;
    return present[path]?.version === version;
  });
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

const builtFrom = ['src', 'content', 'static'];
const builtWith = ['package-lock.json', 'svelte.config.js', 'tsconfig.json', 'vite.config.ts'];
const stamp = 'build/sources.sha256';

/** Builds the app when the last build was from other sources. */
export function ensureBuilt() {
  const now = hashSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  run(process.execPath, ['--import', 'tsx', 'src/bin/check-content.ts']);
  step('Building the app', () => {
    const vite = spawnSync(process.execPath, [tools.vite, 'build'], { encoding: 'utf8' });
    if (vite.status !== 0) fail(`${vite.stdout}\n${vite.stderr}\nThe build failed: see above.`);
  });
  writeFileSync(stamp, now);
}

function hashSources() {
  const files = builtFrom.filter(existsSync).flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.test\.\w+$/.test(entry.name))
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .filter((file) => !file.startsWith(join('src', 'bin')))
  );
  const hash = createHash('sha256');
  for (const file of [...builtWith, ...files.sort()]) {
    hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/**
 * Ends the process when the port cannot be had: better before a long build than after it.
 * @param {number} port
 * @param {string | undefined} host
 * @returns {Promise<void>}
 */
export function ensurePortFree(port, host) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => fail(portError(port, error)));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

/**
 * @param {number} port
 * @param {{ code?: string, message: string }} error
 */
export function portError(port, error) {
  if (error.code === 'EADDRINUSE') {
    return `Port ${port} is taken by another program: stop it, or choose another port (PORT=${port + 1} npm start).`;
  }
  return `Port ${port} cannot be opened (${error.code ?? error.message}): choose another with PORT.`;
}
