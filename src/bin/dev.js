// The development server on the same database as `npm start`.
import { spawn } from 'node:child_process';
import { ensureInstalled, tools } from './setup.js';

ensureInstalled();
const { register } = await import('tsx/esm/api');
register();
const { prepare, printLogins } = await import('./prepare.ts');
const { logins, stop } = await prepare();
printLogins(logins);

const vite = spawn(process.execPath, [tools.vite, 'dev', ...process.argv.slice(2)], {
  stdio: 'inherit'
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => vite.kill(signal));
vite.on('exit', async (code) => {
  await stop();
  process.exit(code ?? 0);
});
