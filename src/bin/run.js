// node src/bin/run.js file.ts [args]: runs a TypeScript file with a database at DATABASE_URL.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, fail } from './setup.js';

const [file, ...args] = process.argv.slice(2);
if (!file) fail('Usage: node src/bin/run.js file.ts [arguments]');
process.argv = [process.argv[0], resolve(file), ...args];

ensureInstalled();
const { register } = await import('tsx/esm/api');
register();
const { openDatabase } = await import('./prepare.ts');
const { stop } = await openDatabase();

let code = 0;
try {
  await import(pathToFileURL(resolve(file)).href);
} catch (error) {
  console.error(error);
  code = 1;
}
process.emit('sveltekit:shutdown'); // closes the app's pool, if the file used it
await stop();
process.exit(process.exitCode ?? code);
