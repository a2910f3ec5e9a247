// npm run bench [-- answers|quiz|lesson|growth|report|replay]: measures the production build against the speed
// that DESIGN.md asks for; all of it, or one part.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './chromium.js';
import { ensureBuilt, ensureInstalled } from './setup.js';

ensureInstalled();
await ensureChromium();
ensureBuilt();

const folder = mkdtempSync(join(tmpdir(), 'palpate-bench-'));
chmodSync(folder, 0o755); // as root, PostgreSQL's own account must get in
process.env.DATA_DIR = folder;
process.env.DATABASE_URL = '';

const { register } = await import('tsx/esm/api');
register();
try {
  const { bench } = await import('../../tests/bench/bench.ts');
  process.exitCode = (await bench(process.argv[2])) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
