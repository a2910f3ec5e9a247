/** The app in a process of its own, for tests that stop it, kill it or start it wrongly. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';

export interface App {
  origin: string;
  /** Sends a signal, and waits for the end. @returns the exit code; null after SIGKILL */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
  /** What it has written so far. */
  output(): string;
}

/**
 * Runs what `npm start` runs, and waits until it is ready.
 * @throws with its output if it ends before
 */
export async function startApp(port: number, env: Record<string, string>): Promise<App> {
  const origin = `http://localhost:${port}`;
  const { process: app, output, ended } = run({ ...env, PORT: String(port), ORIGIN: origin });
  await new Promise<void>((resolve, reject) => {
    app.stdout!.on('data', () => output().includes('Palpate is ready') && resolve());
    void ended.then((code) => reject(new Error(`Ended with ${code}:\n${output()}`)));
  });
  return {
    origin,
    output,
    end(signal) {
      app.kill(signal);
      return ended;
    }
  };
}

/** Runs it where it is expected to refuse. @returns its exit code and what it wrote */
export async function startInVain(env: Record<string, string>) {
  const { output, ended } = run(env);
  return { code: await ended, output: output() };
}

/** A port that nothing uses now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

function run(env: Record<string, string>) {
  const app: ChildProcess = spawn(process.execPath, ['src/bin/start.js'], {
    env: { ...process.env, DATA_DIR: process.env.E2E_DATA_DIR, ...env }
  });
  const written: string[] = [];
  for (const stream of [app.stdout!, app.stderr!])
    stream.on('data', (text: Buffer) => written.push(text.toString()));
  const ended = new Promise<number | null>((resolve) => app.on('close', resolve));
  return { process: app, output: () => written.join(''), ended };
}
