import { ensureBuilt, ensureInstalled, ensurePortFree, fail } from './setup.js';

const port = Number(process.env.PORT || 3000);
if (!Number.isInteger(port) || port < 1 || port > 65535) {
  fail(`PORT is "${process.env.PORT}": it must be a number from 1 to 65535.`);
}
// the default database holds demo accounts with printed passwords: on this machine only
const host = process.env.HOST || (process.env.DATABASE_URL ? undefined : '127.0.0.1');

await ensurePortFree(port, host);
ensureInstalled();
ensureBuilt();

const { register } = await import('tsx/esm/api');
const unregister = register();
const { serve } = await import('./serve.ts');
await unregister(); // the built app is plain JavaScript
await serve(port, host);
