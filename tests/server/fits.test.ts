import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answered } from './answered';
import { freshDatabase } from './database';
import { after, answer, catalogueOf, choiceItem, days, learner, noon, ship } from './fixtures';
import { addMember, addQuiz, addSchool, answer as answerIn, begin } from './quiz-fixtures';
import { defaultWeights } from '../../src/lib/domain/memory';
import { parseItem } from '../../src/lib/domain/items/registry';
import { record, undo, type Learner } from '../../src/lib/server/answers';
import * as attempts from '../../src/lib/server/attempts';
import { syncContent } from '../../src/lib/server/content/sync';
import type { Db } from '../../src/lib/server/db/connect';
import { learn } from '../../src/lib/server/fits';
import { histories } from '../../src/lib/server/histories';
import { add, start } from '../../src/lib/server/jobs';
import { rebuild } from '../../src/lib/server/replay';
import { learnAll, tune } from '../../src/lib/server/tasks/learn';
import { tasks } from '../../src/lib/server/tasks/registry';
import { assign, pace } from '../../src/lib/server/tunings';

/** Learners who forget twice as fast at first, and then hold on for longer. */
const others = defaultWeights.map((weight, i) =>
  i === 2 ? 6 : i === 8 ? 1.2 : i === 20 ? 0.35 : i < 2 ? weight / 2 : weight
);
const platform = { scope: 'platform' } as const;

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
beforeEach(async () => {
  database = await freshDatabase();
  db = database.db;
});
afterEach(() => database.close());

const names = (count: number) => Array.from({ length: count }, (_, i) => `item-${i}`);
const fitted = () => db.$client`select * from fits order by version`;
const tuned = async () => {
  const rows = await db.$client<{ account: string; version: number; paces: object }[]>`
    select account_id as account, weights_version as version, paces from tunings`;
  return new Map(rows.map(({ account, ...rest }) => [account, rest]));
};
const allCards = () => db.$client`select * from cards order by account_id, item_id`;

/** So many learners, each with the same items. */
async function school(learners: number, items: number, weights: readonly number[]) {
  await ship(db, ...names(items));
  const people: Learner[] = [];
  for (let i = 0; i < learners; i++) people.push(await learner(db));
  const ids = people.map(({ id }) => id);
  const n = await answered(db, ids, names(items), { weights, seed: 'school' });
  return { people, ids, n };
}

test('weights that foretell better are kept, hold for what follows, and move no card', async () => {
  const { people, ids, n } = await school(8, 65, others);
  expect(n).toBeGreaterThan(2500);
  const before = await allCards();

  const learned = await learn(db, platform, noon);
  expect(learned).toMatchObject({ outcome: 'kept', version: 2 });
  const [fit] = await fitted();
  expect(fit!.log_loss_before - fit!.log_loss).toBeGreaterThan(0.01);
  expect(fit!.weights[2]).toBeGreaterThan(3);
  expect(await allCards()).toEqual(before);
  expect([...(await tuned())].map(([id, { version }]) => [id, version]).toSorted()).toEqual(
    ids.map((id) => [id, 2]).toSorted()
  );

  const [student] = people;
  const later = after(noon, days(1));
  const given = answer('item-3', { answeredAt: later.toISOString() });
  await record(db, student!, [given], later);
  const [logged] = await db.$client`
    select weights_version from answers where id = ${given.id}`;
  expect(logged!.weights_version).toBe(2);
  const changed = (await allCards()).filter((card, i) => card.revision !== before[i]!.revision);
  expect(changed).toMatchObject([
    { item_id: 'item-3', account_id: student!.id, weights_version: 2 }
  ]);
  expect((await rebuild(db)).differences).toEqual([]);

  expect(await learn(db, platform, later)).toEqual({ outcome: 'too few answers' });
  expect(await fitted()).toHaveLength(1);
});

test('weights that foretell no better are not kept', async () => {
  await school(6, 60, defaultWeights);
  expect(await learn(db, platform, noon)).toEqual({ outcome: 'no better' });
  expect(await fitted()).toEqual([]);
  expect((await tuned()).size).toBe(0);
});

test('of few answers nothing is learned', async () => {
  expect(await learn(db, platform, noon)).toEqual({ outcome: 'too few answers' });
  const { ids } = await school(1, 60, others);
  for (const subject of [platform, { scope: 'account', id: ids[0]! } as const])
    expect(await learn(db, subject, noon)).toEqual({ outcome: 'too few answers' });
});

test('a learner of many answers has weights of their own', async () => {
  const { ids } = await school(1, 420, others);
  const id = ids[0]!;
  expect(await learn(db, { scope: 'account', id }, noon)).toMatchObject({ outcome: 'kept' });
  expect(await fitted()).toMatchObject([{ scope: 'account', account_id: id }]);
  expect((await tuned()).get(id)).toMatchObject({ version: 2 });
});

test('own weights go before those of a cohort, and those before the platform’s', async () => {
  const place = await addSchool(db);
  const [own, together, alone] = [
    await addMember(db, place),
    await addMember(db, place),
    await addMember(db, place)
  ];
  const cohort = randomUUID();
  const sql = db.$client;
  await sql`insert into cohorts (id, school_id, name, created_at)
    values (${cohort}, ${place}, 'Autumn', now())`;
  for (const { id } of [own, together])
    await sql`insert into cohort_members values (${place}, ${cohort}, ${id})`;
  const fit = (scope: string, of: { cohort?: string; account?: string } = {}) => sql`
    insert into fits (scope, cohort_id, account_id, weights, trained_on, tested_on, log_loss,
      log_loss_before, made_at)
    values (${scope}, ${of.cohort ?? null}, ${of.account ?? null}, ${[...defaultWeights]}, 1, 1,
      0.3, 0.4, now())`;
  await fit('account', { account: own.id });
  await fit('cohort', { cohort });
  await fit('platform');
  const all = [own.id, together.id, alone.id];
  await assign(sql, all);
  const versions = async () => {
    const now = await tuned();
    return all.map((id) => now.get(id)?.version);
  };
  expect(await versions()).toEqual([2, 3, 4]);
  await sql`delete from cohort_members where account_id = ${together.id}`;
  await fit('cohort', { cohort });
  await assign(sql, { scope: 'cohort', id: cohort });
  await assign(sql, all);
  expect(await versions()).toEqual([2, 4, 4]);
});

test('what was taken back is not read; what was crammed or rated by hand is not fair', async () => {
  await ship(db, 'one', 'two', 'three');
  const place = await addSchool(db);
  const staff = await addMember(db, place, 'instructor');
  const student = await addMember(db, place);
  const quiz = await addQuiz(db, staff);
  const sit = async () => {
    const attempt = await begin(db, student, quiz);
    for (const [position] of ['one', 'two', 'three'].entries())
      await answerIn(db, student, attempt, position, 'b');
    await attempts.handIn(db, student.id, attempt.id, noon);
  };
  await sit();
  const taken = answer('one', { answeredAt: after(noon, 60_000).toISOString() });
  await record(db, student, [taken], after(noon, 60_000));
  await undo(db, student, taken.id, after(noon, 60_000));
  const fair = async () => {
    const read: [string, boolean][] = [];
    for await (const cards of histories(db.$client, platform))
      for (const { item, answers } of cards)
        read.push(...answers.map((a): [string, boolean] => [item, a.fair]));
    return Object.fromEntries(read);
  };
  expect(await fair()).toEqual({ one: true, two: true, three: true });

  await db.$client`
    insert into note_gradings (id, answer_id, grader_id, points, comment, graded_at)
    select ${randomUUID()}, id, ${staff.id}, '{}', '', now() from answers where item_id = 'two'`;
  expect(await fair()).toEqual({ one: true, two: false, three: true });
  const exam = async (inDays: number) => db.$client`
    insert into plans (account_id, exam_day, daily_minutes, easy_days)
    select account_id, study_day + ${inDays}::int, 20, '{}' from answers limit 1
    on conflict (account_id) do update set exam_day = excluded.exam_day`;
  await exam(14);
  expect(await fair()).toEqual({ one: true, two: false, three: true });
  await exam(13);
  expect(await fair()).toEqual({ one: false, two: false, three: false });
});

test('what is quick is the fastest fifth of right answers without help', async () => {
  const parsed = parseItem({
    id: 'how-many',
    type: 'numeric',
    stem: 'How many?',
    objective: 'know-it',
    area: '4',
    sources: ['a-source'],
    explanation: 'So it is.',
    value: 5,
    tolerance: 0,
    feedback: 'Count them.',
    wrong: []
  });
  if ('flaws' in parsed) throw new Error(JSON.stringify(parsed.flaws));
  await syncContent(db, catalogueOf([parsed.item, choiceItem('chosen')]), noon);
  const student = await learner(db);
  const at = (i: number) => after(noon, i * 60_000).toISOString();
  const send = (list: Parameters<typeof answer>[1][], of = 'how-many') =>
    record(
      db,
      student,
      list.map((change) => answer(of, change)),
      after(noon, days(1))
    );
  const response = { value: '5' };
  await send(
    Array.from({ length: 19 }, (_, i) => ({
      response,
      answeredAt: at(i),
      latencyMs: 1000 * (i + 1)
    }))
  );
  await send(
    Array.from({ length: 30 }, (_, i) => ({ answeredAt: at(i), latencyMs: 100 })),
    'chosen'
  );
  await send([
    { response, answeredAt: at(20), latencyMs: 1, hint: true },
    { response, answeredAt: at(21), latencyMs: 1, confidence: 'guessed' },
    { response: { value: '6' }, answeredAt: at(22), latencyMs: 1 }
  ]);
  await pace(db.$client, [student.id]);
  expect((await tuned()).size).toBe(0);
  await send([{ response, answeredAt: at(23), latencyMs: 20_000 }]);
  await pace(db.$client, [student.id]);
  expect((await tuned()).get(student.id)).toEqual({ version: 1, paces: { numeric: 4000 } });
});

/** Waits until every job is done, none of them having failed. */
const settled = () =>
  vi.waitFor(async () => {
    const left = await db.$client`select task_identifier, last_error from graphile_worker.jobs`;
    expect([...left]).toEqual([]);
  }, 30_000);

test('two workers at once do a night’s work once, and doing it again changes nothing', async () => {
  const { ids } = await school(4, 60, others);
  await db.$client`update cards set last_answered_at = now()`;
  const workers = await Promise.all([start(database.url, tasks), start(database.url, tasks)]);
  try {
    for (let i = 0; i < 2; i++) {
      await Promise.all([1, 2].map(() => add(db.$client, learnAll, {}, { key: 'learn-all' })));
      await settled();
      expect(await fitted()).toHaveLength(1);
      const now = await tuned();
      expect(ids.map((id) => now.get(id)?.version)).toEqual(ids.map(() => 2));
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
});

test('a worker killed while it writes leaves nothing half done, and the next one finishes', async () => {
  const { ids } = await school(4, 60, others);
  const sql = db.$client;
  await sql`update cards set last_answered_at = now()`;
  await add(sql, learnAll, {});
  const args = ['--import', 'tsx', 'tests/server/worker.ts', database.url];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  await sql.begin(async (tx) => {
    // The fit is written, and what it changes waits for this: there the process dies.
    await tx`lock table tunings in exclusive mode`;
    await vi.waitFor(async () => {
      const waiting = await sql`
        select 1 from pg_locks where not granted and relation = 'tunings'::regclass`;
      expect(waiting).toHaveLength(1);
    }, 30_000);
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  await vi.waitFor(async () => {
    const open = await sql`select 1 from pg_stat_activity
      where application_name like 'palpate jobs%' and datname = current_database()`;
    expect(open).toHaveLength(0);
  }, 30_000);
  expect(await fitted()).toEqual([]);
  expect((await tuned()).size).toBe(0);

  const worker = await start(database.url, tasks, { staleAfter: 200 });
  await settled();
  await worker.stop();
  expect(await fitted()).toHaveLength(1);
  expect((await tuned()).size).toBe(ids.length);
});

test('a night’s work reaches every learner who answered of late, many a job', async () => {
  await ship(db, 'one');
  const people: Learner[] = [];
  for (let i = 0; i < 3; i++) people.push(await learner(db));
  for (const one of people) await record(db, one, [answer('one')], noon);
  await learnAll.run(db, {}, after(noon, days(1)));
  const queued = await db.$client<{ payload: { accounts?: string[] } }[]>`
    select payload from graphile_worker._private_jobs order by id`;
  expect(queued.map(({ payload }) => payload.accounts?.toSorted() ?? payload)).toEqual([
    platform,
    people.map(({ id }) => id).toSorted()
  ]);
  await tune.run(db, { accounts: people.map(({ id }) => id) }, noon);
  expect((await tuned()).size).toBe(0);

  await db.$client`delete from graphile_worker._private_jobs`;
  await learnAll.run(db, {}, after(noon, days(3)));
  expect(await db.$client`select from graphile_worker._private_jobs`).toHaveLength(0);
});
