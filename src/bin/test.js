// npm test: everything that CI runs, in order, up to the first failure.
// npm test -- unit | server | e2e: one part.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ensureBuilt, ensureInstalled, fail, run, tools } from './setup.js';

const node = process.execPath;
const [part, ...rest] = process.argv.slice(2);

const parts = {
  format: () => run(node, [tools.prettier, '--check', '--log-level', 'warn', '.']),
  async types() {
    const check = spawn('npm', ['run', '--silent', 'check'], { stdio: 'inherit' });
    process.once('exit', () => check.kill());
    const checked = once(check, 'close');
    // Each leaves a processor idle: what is built later anyway is built beside it.
    if (!part) ensureBuilt();
    const [status] = await checked;
    if (status !== 0) process.exit(status ?? 1);
  },
  unit: () => run(node, [tools.vitest, 'run', '--project', 'unit', ...rest]),
  server: () => run(node, [tools.vitest, 'run', '--project', 'server', ...rest]),
  e2e: async () => {
    const { ensureChromium } = await import('./chromium.js');
    await ensureChromium();
    ensureBuilt();
    run(node, [tools.playwright, 'test', ...rest]);
  }
};

const headings = {
  format: 'Format',
  types: 'Types',
  unit: 'Unit tests',
  server: 'Server tests, on a real PostgreSQL',
  e2e: 'Browser tests, on the production build'
};

if (part && !(part in parts)) {
  fail(`There is no part "${part}": choose one of ${Object.keys(parts).join(', ')}.`);
}
ensureInstalled();
for (const name of part ? [part] : Object.keys(parts)) {
  console.log(`\n== ${headings[name]} ==`);
  await parts[name]();
}
console.log('\nAll passed.');
