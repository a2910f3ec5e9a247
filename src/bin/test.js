// npm test: everything that CI runs, in order, up to the first failure.
// npm test -- unit | server | e2e: one part.
import { ensureBuilt, ensureInstalled, fail, run, tools } from './setup.js';

const node = process.execPath;
const [part, ...rest] = process.argv.slice(2);

const parts = {
  format: () => run(node, [tools.prettier, '--check', '--log-level', 'warn', '.']),
  types: () => run('npm', ['run', '--silent', 'check']),
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
