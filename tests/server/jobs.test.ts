import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import * as v from 'valibot';
import { freshDatabase } from './database';
import { add, defineTask, start, type Task } from '../../src/lib/server/jobs';
import { tidy } from '../../src/lib/server/tasks/tidy';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let running: Awaited<ReturnType<typeof start>>[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  await database.db.$client`create table done (what text, at timestamptz default now())`;
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((worker) => worker.stop()));
  await database.db.$client`delete from done`;
  await database.db.$client`delete from graphile_worker._private_jobs`;
});
afterAll(() => database.close());

const begin = async (tasks: Task[], options?: Parameters<typeof start>[2]) => {
  running.push(await start(database.url, tasks, options));
};
const done = async () => {
  const rows = await database.db.$client<{ what: string }[]>`select what from done order by at`;
  return rows.map(({ what }) => what);
};
/** A job's end is written a moment after it. */
const waiting = async () => {
  const rows = await database.db.$client<{ last_error: string | null; attempts: number }[]>`
    select last_error, attempts from graphile_worker.jobs`;
  return [...rows];
};

const note = defineTask({
  name: 'note',
  payload: v.object({ what: v.string() }),
  async run(db, { what }) {
    await db.$client`insert into done (what) values (${what})`;
  }
});

test('a job is done once, whichever of two workers takes it', async () => {
  await Promise.all([begin([note]), begin([note])]);
  for (let i = 0; i < 20; i++) await add(database.db.$client, note, { what: String(i) });
  await vi.waitFor(async () => expect(await waiting()).toEqual([]), 30_000);
  expect((await done()).map(Number).toSorted((a, b) => a - b)).toEqual([...Array(20).keys()]);
});

test('jobs of one queue run one at a time over all workers', async () => {
  const alone = defineTask({
    name: 'alone',
    payload: v.object({}),
    async run(db) {
      const [row] = await db.$client<{ free: boolean }[]>`
        select pg_try_advisory_xact_lock(1) as free from pg_sleep(0.05)`;
      await db.$client.begin(async (tx) => {
        const [held] = await tx<{ free: boolean }[]>`select pg_try_advisory_xact_lock(2) as free`;
        await tx`select pg_sleep(0.05)`;
        await tx`insert into done (what) values (${String(held!.free && row!.free)})`;
      });
    }
  });
  await Promise.all([begin([alone]), begin([alone])]);
  for (let i = 0; i < 5; i++) await add(database.db.$client, alone, {});
  await vi.waitFor(async () => expect(await done()).toEqual(Array(5).fill('true')), 30_000);
});

test('a job is queued with the transaction, and of one key the newest counts', async () => {
  const sql = database.db.$client;
  await expect(
    sql.begin(async (tx) => {
      await add(tx, note, { what: 'rolled back' });
      throw new Error('no');
    })
  ).rejects.toThrow('no');
  await add(sql, note, { what: 'older' }, { key: 'one' });
  await add(sql, note, { what: 'newer' }, { key: 'one' });
  await add(sql, note, { what: 'later' }, { runAt: new Date(Date.now() + 3_600_000) });
  await begin([note]);
  await vi.waitFor(async () => expect(await done()).toEqual(['newer']), 30_000);
  await vi.waitFor(async () => expect(await waiting()).toHaveLength(1), 30_000);
});

test('a job that fails is tried again later, and keeps no value of a statement', async () => {
  const broken = defineTask({
    name: 'broken',
    payload: v.object({}),
    async run(db) {
      await db.execute('select 1 / 0');
    }
  });
  await begin([broken]);
  await add(database.db.$client, broken, {});
  await vi.waitFor(
    async () => expect(await waiting()).toEqual([{ attempts: 1, last_error: 'division by zero' }]),
    30_000
  );
});

test('what runs ends before a worker stops', async () => {
  const slow = defineTask({
    name: 'slow',
    payload: v.object({}),
    async run(db) {
      await db.$client`insert into done (what) values ('begun')`;
      await db.$client`insert into done (what) select 'ended' from pg_sleep(0.3)`;
    }
  });
  await begin([slow]);
  await add(database.db.$client, slow, {});
  await vi.waitFor(async () => expect(await done()).toEqual(['begun']), 30_000);
  await running.pop()!.stop();
  expect(await done()).toEqual(['begun', 'ended']);
  expect(await waiting()).toEqual([]);
});

test('a worker outlives a loss of its connections', async () => {
  await begin([note]);
  await database.db.$client`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;
  await add(database.db.$client, note, { what: 'after' });
  await vi.waitFor(async () => expect(await done()).toEqual(['after']), 30_000);
  await vi.waitFor(async () => expect(await waiting()).toEqual([]), 30_000);
});

test('the job of a killed process is taken over soon', async () => {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'tests/server/worker.ts', database.url, 'stuck'],
    { stdio: ['ignore', 'pipe', 'inherit'] }
  );
  const isReady = once(child.stdout, 'data'); // it has begun
  await add(database.db.$client, note, { what: 'unfinished' });
  await isReady;
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await waiting()).toHaveLength(1);

  await begin([note], { staleAfter: 200 });
  await vi.waitFor(async () => expect(await done()).toEqual(['unfinished']), 30_000);
  await vi.waitFor(async () => expect(await waiting()).toEqual([]), 30_000);
});

test('jobs that failed for good are forgotten after a month', async () => {
  const sql = database.db.$client;
  for (const what of ['old', 'new']) await add(sql, note, { what });
  await sql`update graphile_worker._private_jobs set attempts = max_attempts, updated_at =
    case when payload->>'what' = 'old' then now() - interval '31 days' else now() end`;
  await tidy.run(database.db, {}, new Date());
  const left = await sql<{ payload: unknown }[]>`select payload from graphile_worker._private_jobs`;
  expect(left.map(({ payload }) => payload)).toEqual([{ what: 'new' }]);
});
