/**
 * Who may have completed something: noted here by whatever records an answer, and queued a moment
 * later for all of them at once, so that an answer costs nothing more. A process that dies
 * in between leaves it to the job of the night.
 */
import type { Db } from './db/connect';
import { addEach } from './jobs';
import { log } from './log';
import { complete, isAsked, keyOf } from './tasks/complete';

/** So many ms after the first of them. */
const pause = 1_000;

const waiting = new Map<Db, { accounts: Set<string>; timer: NodeJS.Timeout }>();

/** Notes that an account has done something. */
export function touch(db: Db, account: string): void {
  let noted = waiting.get(db);
  if (!noted) {
    const timer = setTimeout(() => void flush(db), pause).unref();
    waiting.set(db, (noted = { accounts: new Set(), timer }));
  }
  noted.accounts.add(account);
}

/** What is being queued. */
const flushing = new WeakMap<Db, Promise<void>>();

/** Queues a job for each that was noted and is a student of whom something is asked. */
export function flush(db: Db): Promise<void> {
  const done = (flushing.get(db) ?? Promise.resolve()).then(() => queue(db));
  flushing.set(db, done);
  return done;
}

async function queue(db: Db): Promise<void> {
  const noted = waiting.get(db);
  if (!noted) return;
  clearTimeout(noted.timer);
  waiting.delete(db);
  try {
    const students = await db.$client<{ account: string }[]>`
      select distinct account_id as account from members
      where account_id = any(${[...noted.accounts]}::uuid[]) and role = 'student'
        and ${isAsked(db)}`;
    if (students.length > 0) await addEach(db.$client, complete, students, keyOf);
  } catch (error) {
    log.error({ err: error }, 'completions are left to the night');
  }
}
