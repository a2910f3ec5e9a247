// Node starts a thread from JavaScript only: this reads TypeScript as `npm start` itself does.
import { parentPort } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { work } = await import('./work.ts');

parentPort.on('message', async (wanted) => {
  try {
    parentPort.postMessage({ done: await work(wanted) });
  } catch (error) {
    parentPort.postMessage({ error });
  }
});
