/**
 * A thread in which files are read and written, one after the other: whatever a hostile one does,
 * nobody else waits for it, and its time and memory are limited.
 */
import { Worker } from 'node:worker_threads';
import { longest } from '../../domain/exchange/limits';
import type { Done, Work } from './work';

/** From the root of the repository, as all paths of the program. */
const entry = './src/lib/server/exchange/worker.js';
const memory = { maxOldGenerationSizeMb: 1024 };

/** How long an idle thread is kept, in ms. */
const patience = 120_000;

/** How many may wait. */
const mostWaiting = 20;

let worker: Worker | undefined;
let idle: NodeJS.Timeout | undefined;
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/** Why nothing came of it: whoever sent the file can do something about each. */
export type Stopped = { stopped: 'too-long' | 'too-large' | 'busy' };

/** Starts the thread before it is needed. */
export function warm(): void {
  worker ??= begin();
  rest();
}

/**
 * Does work in its turn.
 * @throws what the work throws
 */
export async function inThread<W extends Work>(work: W, ms = longest): Promise<Done<W> | Stopped> {
  if (waiting >= mostWaiting) return { stopped: 'busy' };
  waiting++;
  const turn = last.then(() => attempt(work, ms));
  last = turn.catch(() => {});
  return turn.finally(() => waiting--);
}

function begin(): Worker {
  const made = new Worker(entry, { resourceLimits: memory });
  made.unref();
  // An end that nobody waits for; the next work starts another.
  made.on('error', () => {});
  made.on('exit', () => {
    if (worker === made) worker = undefined;
  });
  return made;
}

function rest(): void {
  clearTimeout(idle);
  idle = setTimeout(stop, patience).unref();
}

function stop(): void {
  void worker?.terminate();
  worker = undefined;
}

function attempt<W extends Work>(work: W, ms: number): Promise<Done<W> | Stopped> {
  clearTimeout(idle);
  const current = (worker ??= begin());
  let tidy = () => {};
  const outcome = new Promise<Done<W> | Stopped>((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      resolve({ stopped: 'too-long' });
    }, ms);
    const onmessage = (said: { done: Done<W> } | { error: unknown }) =>
      'error' in said ? reject(said.error) : resolve(said.done);
    const onerror = (error: Error & { code?: string }) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve({ stopped: 'too-large' }) : reject(error);
    const onexit = () => reject(new Error('The thread that reads files has ended'));
    current.on('message', onmessage).on('error', onerror).on('exit', onexit);
    tidy = () => {
      clearTimeout(timer);
      current.off('message', onmessage).off('error', onerror).off('exit', onexit);
      rest();
    };
    current.postMessage(work);
  });
  return outcome.finally(tidy);
}
