/** Other processes of the bench: what is measured must not share a thread with what measures. */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

export interface Child {
  /** Sends a message and waits for the reply; one at a time. */
  ask<Reply>(message: unknown): Promise<Reply>;
  stop(): Promise<void>;
}

/** Runs a file of this folder, which answers each message with one. */
export function start(file: string): Child {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = fork(path, { execArgv: ['--import', 'tsx'], serialization: 'advanced' });
  return {
    async ask<Reply>(message: unknown) {
      child.send(message as object);
      const settled = new AbortController();
      const { signal } = settled;
      const ended = once(child, 'exit', { signal }).then(() => {
        throw new Error(`${file} ended early`);
      });
      try {
        const [reply] = await Promise.race([once(child, 'message', { signal }), ended]);
        return reply as Reply;
      } finally {
        ended.catch(() => {}); // only the one that came first counts
        settled.abort();
      }
    },
    stop: () => end(child)
  };
}

/** Starts the app as `npm start` does, on a free port. */
export async function startApp(): Promise<{ port: number; stop(): Promise<void> }> {
  const port = await freePort();
  const env = { ...process.env, PORT: String(port), ORIGIN: `http://localhost:${port}` };
  const app = spawn(process.execPath, ['src/bin/start.js'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit']
  });
  let output = '';
  await new Promise<void>((resolve, reject) => {
    app.once('exit', () => reject(new Error(`The app ended:\n${output}`)));
    app.stdout.on('data', (text) => {
      output += text;
      if (output.includes('Palpate is ready')) resolve();
    });
  });
  return { port, stop: () => end(app) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
