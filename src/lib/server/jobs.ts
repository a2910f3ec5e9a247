/** Work that no request waits for: jobs in PostgreSQL, each run once by any process. */
import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, parseCronItems, run as runWorker, type WorkerEvents } from 'graphile-worker';
import type { Sql } from 'postgres';
import * as v from 'valibot';
import { connect, type Db, type Transaction } from './db/connect';
import { describe, log } from './log';

/** A kind of job. It may be run again after a crash: doing it twice must do what once does. */
export interface Task<Payload extends object = object> {
  name: string;
  payload: v.GenericSchema<unknown, Payload>;
  /** @param now the server's clock when the job began */
  run(db: Db, payload: Payload, now: Date): Promise<void>;
  /** When it is queued by itself, in UTC: minute, hour, day of month, month, day of week. */
  cron?: string;
  /** For `cron`: how many hours late it still makes sense, if no process ran at its time. */
  lateHours?: number;
  /**
   * Jobs of one queue run one at a time over all processes; the task's own unless given. Null:
   * any number at once.
   */
  queue?: string | null;
  /** In place of `queue`, where jobs have queues by what they are about. */
  queueOf?(payload: Payload): string;
  /** Of what is due at once, jobs with a higher number wait; 0 unless given. */
  priority?: number;
}

/** How often a job is tried, each time later: the eighth is about an hour after the first. */
const tries = 8;
/** How long, at a stop, what runs may go on: within what the app itself takes. */
const grace = 8_000;
/** Before beginning again, when the database was away for long. */
const pause = 5_000;
/** Jobs at once in one process: a long one leaves room for a short one. */
const concurrency = 2;

const queueOf = <Payload extends object>(task: Task<Payload>, payload: Payload) =>
  task.queueOf?.(payload) ?? (task.queue === undefined ? task.name : task.queue);

/** @returns `task` as it is: its payload's type is taken from its schema. */
export const defineTask = <Payload extends object>(task: Task<Payload>) => task;

/**
 * Queues a job; within a transaction it is queued when that commits, and not at all otherwise.
 * @param sql `db.$client`, or a transaction
 * @param options.key of several waiting jobs with one key the newest alone counts
 * @param options.runAt at once unless given
 */
export async function add<Payload extends object>(
  sql: Sql | Transaction,
  task: Task<Payload>,
  payload: Payload,
  { key, runAt }: { key?: string; runAt?: Date } = {}
): Promise<void> {
  await sql`select from graphile_worker.add_job(${task.name}, ${JSON.stringify(payload)}::text::json,
    queue_name => ${queueOf(task, payload)}, run_at => ${runAt?.toISOString() ?? null}::timestamptz,
    max_attempts => ${tries}, job_key => ${key ?? null}, priority => ${task.priority ?? 0})`;
}

/** The same for each payload, in one statement; where `keyOf` is given, each with its key. */
export async function addEach<Payload extends object>(
  sql: Sql | Transaction,
  task: Task<Payload>,
  payloads: readonly Payload[],
  keyOf: (payload: Payload) => string | null = () => null
): Promise<void> {
  const jobs = payloads.map((payload) => ({
    ...{ payload, key: keyOf(payload), queue: queueOf(task, payload) }
  }));
  await sql`select count(graphile_worker.add_job(${task.name}, job->'payload',
      queue_name => job->>'queue', max_attempts => ${tries}, job_key => job->>'key',
      priority => ${task.priority ?? 0}))
    from json_array_elements(${JSON.stringify(jobs)}::text::json) as job`;
}

/**
 * Runs jobs in this process until `stop`, on connections of its own: two for taking jobs, two for
 * doing them.
 * @param options.staleAfter ms from which on a job is taken back from a process that is gone
 * @returns `stop`, which lets what runs end, and gives back what takes too long
 */
export async function start(
  url: string,
  tasks: readonly Task[],
  { staleAfter = 60_000 } = {}
): Promise<{ stop(): Promise<void> }> {
  let isStopping = false;
  let worker = await launch(url, tasks);
  const watch = async (): Promise<void> => {
    await worker.ended;
    while (!isStopping) {
      log.error('jobs are no longer run: beginning again');
      await sleep(pause, undefined, { ref: false });
      if (isStopping) return;
      const again = await launch(url, tasks).catch((error) => log.error({ err: error }, 'no jobs'));
      if (!again) continue;
      worker = again;
      return watch();
    }
  };
  void watch();

  const sweep = () =>
    takeBack(worker.db.$client, staleAfter).catch((error) =>
      log.error({ err: error }, 'jobs of those who are gone could not be taken back')
    );
  await sweep();
  const timer = setInterval(() => void sweep(), Math.min(staleAfter, 30_000));
  return {
    stop() {
      isStopping = true;
      clearInterval(timer);
      return worker.stop();
    }
  };
}

/** Begins to take jobs. `ended` comes when it does so no more, asked to or not. */
async function launch(url: string, tasks: readonly Task[]) {
  const events: WorkerEvents = new EventEmitter();
  let db!: Db;
  events.once('pool:create', ({ workerPool }) => {
    db = connect(url, concurrency, alive + workerPool.id);
    // A job's end is written a moment after it: only then is the next of its queue free.
    events.on('job:complete', () => {
      setTimeout(() => workerPool._active && workerPool.nudge(1), 20);
    });
  });
  const runner = await runWorker({
    connectionString: url,
    maxPoolSize: 2,
    concurrency,
    events,
    logger,
    noHandleSignals: true,
    // Batches, though of one: else nobody waits for a job's end to be written, or tries again.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    taskList: Object.fromEntries(
      tasks.map((task) => [task.name, (payload: unknown) => perform(db, task, payload)])
    ),
    parsedCronItems: parseCronItems(tasks.flatMap(cronItem))
  });
  const ended = runner.promise
    .catch((error) => log.error({ err: error }, 'the worker ended'))
    .then(() => db.$client.end({ timeout: 1 }));
  return {
    db,
    ended,
    async stop() {
      const stopped = runner.stop().then(
        () => true,
        () => true
      );
      if (!(await Promise.race([stopped, sleep(grace, false, { ref: false })])))
        await runner.kill();
      await ended;
    }
  };
}

/** Checks the payload and does the job; an error is logged here, and kept without its values. */
async function perform(db: Db, task: Task, payload: unknown): Promise<void> {
  try {
    await task.run(db, v.parse(task.payload, payload), new Date());
  } catch (error) {
    log.error({ err: error, task: task.name }, 'a job failed');
    const { message } = describe(error) as { message?: string };
    throw new Error(message ?? 'unknown', { cause: logged });
  }
}

function cronItem(task: Task) {
  if (!task.cron) return [];
  const options = {
    backfillPeriod: (task.lateHours ?? 0) * 3_600_000,
    maxAttempts: tries,
    queueName: queueOf(task, {}) ?? undefined,
    jobKey: task.name
  };
  return [{ task: task.name, match: task.cron, options }];
}

/** Connections of a worker carry this and its id, for as long as it lives. */
const alive = 'palpate jobs ';

/**
 * Takes jobs back whose worker is gone, though it did not say so: killed, or cut off. Graphile
 * itself waits for four hours.
 */
async function takeBack(sql: Sql, staleAfter: number): Promise<void> {
  await sql`select graphile_worker.force_unlock_workers(array(
    select distinct locked_by from graphile_worker.jobs
    where locked_at < now() - ${staleAfter} * interval '1 ms' and not exists (
      select from pg_stat_activity where application_name = ${alive} || locked_by)))`;
}

const logged = Symbol('logged');

/** Graphile's words go to our log; what it adds to them may be personal and stays out. */
const logger = new Logger(() => (level, message, meta) => {
  const error = meta?.error as Error | undefined;
  if (error?.cause === logged) return;
  if (level === 'error') log.error({ err: error }, message);
  else if (level === 'warning') log.warn(message);
  else log.debug(message);
});
