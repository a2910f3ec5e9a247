// npm run bench:memory [-- policies|exam|guessing|backlog|day]: simulates learners by our scheduler
// and by others, all of it or one part; fails where a figure leaves its band.
import { ensureInstalled } from './setup.js';

ensureInstalled();
const { register } = await import('tsx/esm/api');
register();
const { bench } = await import('../../tests/bench/memory/bench.ts');
process.exitCode = bench(process.argv[2]) ? 0 : 1;
