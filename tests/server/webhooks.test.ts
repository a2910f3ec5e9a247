import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Actor } from '../../src/lib/domain/actor';
import type { Db } from '../../src/lib/server/db/connect';
import { attempt } from '../../src/lib/server/delivering';
import { happened } from '../../src/lib/server/events';
import { start } from '../../src/lib/server/jobs';
import { tasks } from '../../src/lib/server/tasks/registry';
import { deliver } from '../../src/lib/server/tasks/deliver';
import { tidy } from '../../src/lib/server/tasks/tidy';
import * as deliveries from '../../src/lib/server/webhook-deliveries';
import { rotate } from '../../src/lib/server/webhook-rotation';
import * as webhooks from '../../src/lib/server/webhooks';
import { freshDatabase } from './database';
import { after, days, noon } from './fixtures';
import { freshOutbox } from './outbox';
import { addMember, addSchool } from './quiz-fixtures';
import {
  addWebhook,
  hookedSchool,
  queued,
  receiver,
  work,
  type Received
} from './webhook-fixtures';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let outbox: Awaited<ReturnType<typeof freshOutbox>>;
let system: Awaited<ReturnType<typeof receiver>>;
let db: Db;
beforeAll(async () => {
  vi.stubEnv('SIGNING_SECRET', 'a secret of a test, which is long enough');
  vi.stubEnv('WEBHOOK_RECEIVERS', 'loopback');
  database = await freshDatabase();
  outbox = await freshOutbox();
  db = database.db;
});
beforeEach(async () => {
  system = await receiver();
});
afterEach(async () => {
  await system.close();
  await db.$client`delete from graphile_worker._private_jobs`;
});
afterAll(async () => {
  await database.close();
  await outbox.close();
  vi.unstubAllEnvs();
});

const seconds = (count: number) => count * 1000;
const minutes = (count: number) => count * 60_000;

/** What is told of: a quiz is released, which asks for nothing else to be there. */
const happen = (school: string, quiz: string, now = noon) =>
  db.$client.begin((tx) => happened(tx, school, 'quiz.released', { quiz }, now));

/** By another hand than ours, at the moment of the attempt. @throws where it is not signed so */
function verified(secret: string, { headers, body }: Received, at: Date) {
  vi.useFakeTimers({ toFake: ['Date'], now: at });
  try {
    return new Webhook(secret).verify(body, headers as Record<string, string>) as {
      type: string;
      timestamp: string;
      data: Record<string, unknown>;
    };
  } finally {
    vi.useRealTimers();
  }
}

const one = async (admin: Actor, school: string, webhook: string) =>
  (await deliveries.list(db, admin, school, webhook))![0]!;

test('what happened is signed as Standard Webhooks says, and told once', async () => {
  const { school, admin, webhook } = await hookedSchool(db, system.url);
  await happen(school, 'one');
  expect(await one(admin, school, webhook.id)).toMatchObject({ state: 'waiting', attempts: 0 });
  await work(db, after(noon, seconds(2)));
  await work(db, after(noon, minutes(60)));
  expect(system.received).toHaveLength(1);
  const [message] = system.received as [Received];
  const at = after(noon, seconds(2));
  expect(verified(webhook.secret, message, at)).toEqual({
    type: 'quiz.released',
    timestamp: noon.toISOString(),
    data: { quiz: 'one', url: `http://localhost:3000/api/v1/schools/${school}/quizzes/one/results` }
  });
  const shown = await one(admin, school, webhook.id);
  expect(shown).toMatchObject({ state: 'delivered', attempts: 1, status: 204, nextAt: null });
  expect(message.headers).toMatchObject({
    'webhook-id': shown.event,
    'webhook-timestamp': String(at.getTime() / 1000),
    'content-type': 'application/json'
  });
  expect(shown.body).toBe(message.body);

  const changed = { ...message, body: message.body.replace('one', 'two') };
  expect(() => verified(webhook.secret, changed, at)).toThrow();
  const other = { ...message, headers: { ...message.headers, 'webhook-id': randomUUID() } };
  expect(() => verified(webhook.secret, other, at)).toThrow();
  expect(() => verified(webhook.secret, message, after(at, minutes(6)))).toThrow();
});

test('what fails is sent again under the same id, when it is due and not before', async () => {
  const { school, admin, webhook } = await hookedSchool(db, system.url);
  system.reply({ status: 500, body: `Sorry\0 ${'x'.repeat(10_000)}` });
  await happen(school, 'one');
  await work(db, noon);
  const failed = await one(admin, school, webhook.id);
  expect(failed).toMatchObject({ state: 'waiting', attempts: 1, status: 500 });
  expect(failed.error).toMatch(/^Sorry x+$/);
  expect(failed.error).toHaveLength(500);
  const due = new Date(failed.nextAt!);
  expect(due.getTime() - noon.getTime()).toBeGreaterThanOrEqual(seconds(5));
  expect(due.getTime() - noon.getTime()).toBeLessThanOrEqual(seconds(5.5));
  expect((await queued(db)).map(({ runAt }) => new Date(runAt))).toEqual([due]);

  // A clock that is behind the database's comes too early, and comes again.
  await work(db, after(noon, seconds(4)));
  expect(system.received).toHaveLength(1);
  await work(db, due);
  expect(system.received).toHaveLength(2);
  const [first, second] = system.received as [Received, Received];
  expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
  expect(second.headers['webhook-timestamp']).not.toBe(first.headers['webhook-timestamp']);
  expect(verified(webhook.secret, second, due)).toMatchObject({ type: 'quiz.released' });
  expect(await one(admin, school, webhook.id)).toMatchObject({
    ...{ state: 'delivered', attempts: 2, status: 204, error: null },
    history: [
      { status: 500, error: failed.error, ms: expect.any(Number) },
      { status: 204, error: null, ms: expect.any(Number) }
    ]
  });
  const { history } = await one(admin, school, webhook.id);
  expect(history.map(({ at }) => new Date(at))).toEqual([noon, due]);
  expect(await queued(db)).toEqual([]);
});

test('after ten attempts over three days it is given up, and can be sent again by hand', async () => {
  const { school, admin, webhook, by } = await hookedSchool(db, system.url);
  await happen(school, 'one');
  let now = noon;
  for (let i = 0; i < 10; i++) {
    system.reply({ status: 503 });
    await work(db, now);
    const [job] = await queued(db);
    if (job) now = new Date(job.runAt);
  }
  const failed = await one(admin, school, webhook.id);
  expect(failed).toMatchObject({ state: 'failed', attempts: 10, status: 503, nextAt: null });
  expect(now.getTime() - noon.getTime()).toBeGreaterThan(days(3));
  expect(await queued(db)).toEqual([]);
  const again = { ...by, now };
  expect((await deliveries.resend(db, again, webhook.id, failed.event)).outcome).toBe('done');
  await work(db, now);
  expect(system.received).toHaveLength(11);
  expect(new Set(system.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  const { history, ...sent } = await one(admin, school, webhook.id);
  expect(sent).toMatchObject({ state: 'delivered', attempts: 1 });
  // What came before it was sent once more stays to be seen.
  expect(history.map(({ status }) => status)).toEqual([...Array(10).fill(503), 204]);
});

test('a receiver that asks for time is given it with everything, but not for ever', async () => {
  const { school, admin, webhook } = await hookedSchool(db, system.url);
  system.reply({ status: 429, headers: { 'retry-after': '120' } });
  await happen(school, 'one');
  await happen(school, 'two');
  await work(db, noon);
  expect(system.received).toHaveLength(1);
  const due = (await queued(db)).map(({ runAt }) => new Date(runAt).getTime() - noon.getTime());
  expect(due).toEqual([minutes(2), minutes(2)]);
  system.reply({ status: 503, headers: { 'retry-after': '99999999' } });
  await work(db, after(noon, minutes(2)));
  const [waits] = (await deliveries.list(db, admin, school, webhook.id))!.filter(
    ({ attempts }) => attempts > 0
  );
  expect(new Date(waits!.nextAt!)).toEqual(after(noon, minutes(2) + days(1)));
});

test('one that does not answer is waited for so long, then all of it is left alone for a while', async () => {
  const { school, admin, webhook } = await hookedSchool(db, system.url);
  system.reply('never', 'cut');
  for (const name of ['one', 'two', 'three']) await happen(school, name);
  await work(db, noon, { timeout: 50 });
  // The others are not tried: each would take as long.
  expect(system.received).toHaveLength(1);
  const shown = (await deliveries.list(db, admin, school, webhook.id))!;
  expect(shown.map(({ attempts }) => attempts).toSorted()).toEqual([0, 0, 1]);
  expect(shown.find(({ attempts }) => attempts === 1)).toMatchObject({
    ...{ status: null, error: 'No answer within 0.05 seconds' },
    history: [{ status: null, error: 'No answer within 0.05 seconds' }]
  });
  expect(shown.flatMap(({ history }) => history)).toHaveLength(1);
  expect(shown.find(({ attempts }) => attempts === 1)!.history[0]!.ms).toBeGreaterThanOrEqual(45);
  await work(db, after(noon, seconds(6)), { timeout: 50 });
  const cut = (await deliveries.list(db, admin, school, webhook.id))!;
  expect(cut.map(({ error }) => error)).toContain('The connection was cut');
  await work(db, after(noon, minutes(6)));
  await work(db, after(noon, minutes(12)));
  expect((await deliveries.list(db, admin, school, webhook.id))!.map(({ state }) => state)).toEqual(
    Array(3).fill('delivered')
  );
});

test('no redirect is followed, and of an endless answer the beginning is read', async () => {
  const { school, admin, webhook } = await hookedSchool(db, system.url);
  const other = await receiver();
  system.reply({ status: 302, headers: { location: other.url } });
  await happen(school, 'one');
  await work(db, noon);
  expect(other.received).toEqual([]);
  expect(await one(admin, school, webhook.id)).toMatchObject({
    ...{ status: 302, error: 'Redirects are not followed', state: 'waiting' }
  });
  system.reply({ status: 200, body: 'x'.repeat(5_000_000) });
  await work(db, after(noon, minutes(1)));
  expect(await one(admin, school, webhook.id)).toMatchObject({ state: 'delivered', error: null });
  await other.close();
});

test('410 turns it off, its admins are written to, and it can be turned on again', async () => {
  const { school, admin, webhook, by } = await hookedSchool(db, system.url);
  const second = await addMember(db, school, 'admin');
  await addMember(db, school, 'instructor');
  system.reply({ status: 410 });
  await happen(school, 'one');
  await happen(school, 'two');
  const tell = await start(database.url, tasks);
  await vi.waitFor(async () => expect(await jobs()).toBe(0), 30_000);
  await tell.stop();
  expect(system.received).toHaveLength(1);
  expect(await webhooks.find(db, admin, school, webhook.id)).toMatchObject({
    ...{ state: 'off', waiting: 0, reason: expect.stringContaining('410') }
  });
  for (const { id } of [admin, second]) {
    const letters = await outbox.read(`${id}@example.test`);
    expect(letters).toHaveLength(1);
    expect(letters[0]).toContain('a webhook was turned off');
    expect(letters[0]!.replaceAll('=\r\n', '')).toContain(
      `http://localhost:3000/schools/${school}/webhooks/${webhook.id}`
    );
  }
  await happen(school, 'three');
  expect((await deliveries.list(db, admin, school, webhook.id))!.map(({ state }) => state)).toEqual(
    [...['failed', 'failed']]
  );
  const on = { url: system.url, description: '', types: null, state: 'active' as const };
  expect((await webhooks.change(db, by, webhook.id, on)).outcome).toBe('done');
  await happen(school, 'four');
  await work(db, noon);
  expect(system.received).toHaveLength(2);
});

const jobs = async () => (await db.$client`select from graphile_worker.jobs`).length;

test('one to which nothing could be delivered for five days is turned off', async () => {
  const { school, admin, webhook } = await hookedSchool(db, system.url);
  const fail = async (at: Date) => {
    system.reply({ status: 500 });
    await happen(school, randomUUID(), at);
    await work(db, at);
    await db.$client`delete from graphile_worker._private_jobs where key like 'deliver:%' or key is null`;
  };
  await fail(noon);
  await fail(after(noon, days(4)));
  expect(await webhooks.find(db, admin, school, webhook.id)).toMatchObject({ state: 'active' });
  // What is delivered in between begins the days anew.
  await happen(school, 'fine', after(noon, days(4)));
  await work(db, after(noon, days(4)));
  await fail(after(noon, days(6)));
  await fail(after(noon, days(10)));
  expect(await webhooks.find(db, admin, school, webhook.id)).toMatchObject({ state: 'active' });
  await fail(after(noon, days(11)));
  expect(await webhooks.find(db, admin, school, webhook.id)).toMatchObject({
    ...{ state: 'off', reason: 'Nothing could be delivered for five days' }
  });
});

test('a process that dies after sending leaves it to be sent again, under the same id', async () => {
  const { school, admin, webhook } = await hookedSchool(db, system.url);
  system.reply('never');
  await happen(school, 'one');
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'tests/server/worker.ts', database.url],
    { stdio: 'inherit', env: { ...process.env } }
  );
  await vi.waitFor(() => expect(system.received).toHaveLength(1), 30_000);
  child.kill('SIGKILL');
  const worker = await start(database.url, tasks, { staleAfter: 500 });
  await vi.waitFor(async () => {
    expect(await one(admin, school, webhook.id)).toMatchObject({ state: 'delivered', attempts: 1 });
  }, 60_000);
  await worker.stop();
  expect(system.received).toHaveLength(2);
  const [first, second] = system.received as [Received, Received];
  expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
  expect(second.body).toBe(first.body);
});

test('two workers deliver each event once', async () => {
  const { school } = await hookedSchool(db, system.url);
  for (let i = 0; i < 10; i++) await happen(school, `quiz-${i}`);
  const workers = [await start(database.url, [deliver]), await start(database.url, [deliver])];
  await vi.waitFor(async () => expect(await jobs()).toBe(0), 30_000);
  await Promise.all(workers.map((worker) => worker.stop()));
  expect(system.received).toHaveLength(10);
  expect(new Set(system.received.map(({ headers }) => headers['webhook-id'])).size).toBe(10);
});

test('a receiver that hangs holds up no other', async () => {
  const dead = await receiver();
  dead.reply('never', 'never', 'never');
  const { school, admin } = await hookedSchool(db, dead.url);
  await addWebhook(db, admin, system.url);
  for (let i = 0; i < 3; i++) await happen(school, `quiz-${i}`);
  const worker = await start(database.url, [deliver]);
  await vi.waitFor(() => expect(system.received).toHaveLength(3), 8_000);
  expect(dead.received).toHaveLength(1);
  await dead.close();
  await worker.stop();
});

test('it is told of what it listens to, at its school, and of nothing that was rolled back', async () => {
  const { school, admin, webhook } = await hookedSchool(db, system.url, ['quiz.released']);
  const picky = await addWebhook(db, admin, system.url, ['paper.issued']);
  const other = await hookedSchool(db, system.url);
  await expect(
    db.$client.begin(async (tx) => {
      await happened(tx, school, 'quiz.released', { quiz: 'lost' }, noon);
      throw new Error('no');
    })
  ).rejects.toThrow('no');
  expect(await jobs()).toBe(0);
  await happen(school, 'one');
  expect((await queued(db)).map(({ payload }) => payload.webhook)).toEqual([webhook.id]);
  expect(await deliveries.list(db, admin, school, picky.id)).toEqual([]);
  expect(await deliveries.list(db, other.admin, other.school, other.webhook.id)).toEqual([]);

  const { event } = await one(admin, school, webhook.id);
  const instructor = await addMember(db, school, 'instructor');
  for (const [who, where] of [
    [other.admin, school],
    [other.admin, other.school],
    [instructor, school]
  ] as const) {
    const by = { actor: who, school: where, now: noon };
    const asked = { url: system.url, description: '', types: null, state: 'paused' as const };
    expect(await webhooks.find(db, who, where, webhook.id)).toBe(null);
    expect(await deliveries.list(db, who, where, webhook.id)).toBe(null);
    expect(await deliveries.find(db, who, where, webhook.id, event)).toBe(null);
    expect((await webhooks.change(db, by, webhook.id, asked)).outcome).toBe('missing');
    expect(await rotate(db, by, webhook.id, randomUUID())).toBe(null);
    expect(await webhooks.remove(db, by, webhook.id)).toBe(false);
    expect((await deliveries.ping(db, by, webhook.id, randomUUID())).outcome).toBe('missing');
    expect((await deliveries.resend(db, by, webhook.id, event)).outcome).toBe('missing');
  }
  expect(await webhooks.list(db, instructor, school)).toEqual([]);
});

test('paused it keeps what happens until it goes on; a test comes through, once', async () => {
  const { school, admin, webhook, by } = await hookedSchool(db, system.url, ['paper.issued']);
  const be = (state: 'active' | 'paused') =>
    webhooks.change(db, by, webhook.id, { url: system.url, description: '', types: null, state });
  await be('paused');
  await happen(school, 'one');
  await work(db, noon);
  expect(system.received).toEqual([]);
  const { event } = await one(admin, school, webhook.id);
  expect((await deliveries.resend(db, by, webhook.id, event)).outcome).toBe('invalid');
  const id = randomUUID();
  for (let i = 0; i < 2; i++)
    expect(await deliveries.ping(db, by, webhook.id, id)).toEqual({ outcome: 'done', id });
  await work(db, noon);
  expect(system.received.map(({ headers }) => headers['webhook-id'])).toEqual([id]);
  expect(verified(webhook.secret, system.received[0]!, noon)).toMatchObject({
    ...{ type: 'ping', data: { webhook: webhook.id } }
  });
  await be('active');
  await work(db, noon);
  expect(system.received.map(({ headers }) => headers['webhook-id'])).toEqual([id, event]);
});

test('a secret is told once, sealed at rest, and for a day the one before signs too', async () => {
  const { school, admin, webhook, by } = await hookedSchool(db, system.url);
  expect(webhook.secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
  const [stored] = await db.$client`select * from webhooks where id = ${webhook.id}`;
  expect(JSON.stringify(stored)).not.toContain(webhook.secret.slice(6));
  const asked = { id: webhook.id, url: system.url, description: 'Our records', types: null };
  expect(await webhooks.add(db, by, asked)).toEqual({
    ...{ outcome: 'done', id: webhook.id, secret: null }
  });
  expect(await webhooks.add(db, by, { ...asked, url: `${system.url}/2` })).toMatchObject({
    ...{ outcome: 'invalid', field: 'id' }
  });
  const moved = { ...asked, url: `${system.url}/3`, state: 'active' as const };
  await webhooks.change(db, by, webhook.id, moved);
  expect(await webhooks.add(db, by, asked)).toMatchObject({ outcome: 'done', secret: null });
  await webhooks.change(db, by, webhook.id, { ...moved, url: system.url });
  expect(JSON.stringify(await webhooks.list(db, admin, school))).not.toContain('whsec_');

  const rotated = (await rotate(db, by, webhook.id, randomUUID())) as { secret: string };
  await happen(school, 'one');
  await work(db, noon);
  const [message] = system.received as [Received];
  for (const secret of [webhook.secret, rotated.secret])
    expect(verified(secret, message, noon)).toMatchObject({ type: 'quiz.released' });
  const later = after(noon, days(1));
  await happen(school, 'two', later);
  await work(db, later);
  const next = system.received[1]!;
  expect(verified(rotated.secret, next, later)).toMatchObject({ type: 'quiz.released' });
  expect(() => verified(webhook.secret, next, later)).toThrow();
});

test('without a secret of this installation, and beyond a number, there are no webhooks', async () => {
  const school = await addSchool(db);
  const admin = await addMember(db, school, 'admin');
  const by = { actor: admin, school, now: noon };
  const asked = () => ({ id: randomUUID(), url: system.url, description: '', types: null });
  vi.stubEnv('SIGNING_SECRET', 'short');
  expect(await webhooks.add(db, by, asked())).toMatchObject({ outcome: 'invalid', field: '' });
  vi.stubEnv('SIGNING_SECRET', 'a secret of a test, which is long enough');
  const all = await Promise.all(Array.from({ length: 24 }, () => webhooks.add(db, by, asked())));
  expect(all.filter(({ outcome }) => outcome === 'done')).toHaveLength(20);
});

test('deliveries are listed by when it happened, whatever their ids, page by page', async () => {
  const { school, admin, webhook, by } = await hookedSchool(db, system.url);
  const ids = ['ffffffff-ffff-4fff-8fff-ffffffffffff', '00000000-0000-4000-8000-000000000000'];
  await deliveries.ping(db, by, webhook.id, ids[0]!);
  for (let i = 1; i <= 50; i++) await happen(school, `quiz-${i}`, after(noon, i));
  await deliveries.ping(db, { ...by, now: after(noon, 100) }, webhook.id, ids[1]!);
  const first = (await deliveries.list(db, admin, school, webhook.id))!;
  expect(first).toHaveLength(50);
  expect(first[0]!.event).toBe(ids[1]);
  const rest = (await deliveries.list(db, admin, school, webhook.id, first.at(-1)!.event))!;
  expect(rest.map(({ event }) => event)).toEqual([expect.any(String), ids[0]]);
});

test('one that is deleted is sent nothing, though it waits', async () => {
  const { school, webhook, by } = await hookedSchool(db, system.url);
  await happen(school, 'one');
  expect(await webhooks.remove(db, by, webhook.id)).toBe(true);
  await work(db, noon);
  expect(system.received).toEqual([]);
});

test('old events are forgotten each night, with what was delivered of them', async () => {
  const { school, admin, webhook } = await hookedSchool(db, system.url);
  await happen(school, 'sent', after(noon, -days(91)));
  await work(db, after(noon, -days(91)));
  await happen(school, 'old', after(noon, -days(90) - 1));
  await happen(school, 'new', after(noon, -days(90) + 1));
  await tidy.run(db, {}, noon);
  const left = (await deliveries.list(db, admin, school, webhook.id))!;
  expect(left.map(({ body }) => JSON.parse(body).data.quiz)).toEqual(['new']);
  expect(
    await db.$client`select from webhook_attempts where webhook_id = ${webhook.id}`
  ).toHaveLength(0);
  // The job of what is gone finds nothing to do.
  await work(db, noon);
  expect(system.received).toHaveLength(2);
});

test('a webhook that is deleted while it is told leaves nothing behind', async () => {
  const { school, webhook, by } = await hookedSchool(db, system.url);
  system.reply('never');
  await happen(school, 'one');
  const [job] = await queued(db);
  const sending = attempt(db, job!.payload, noon, { timeout: 500 });
  await vi.waitFor(() => expect(system.received).toHaveLength(1), 10_000);
  await webhooks.remove(db, by, webhook.id);
  await sending;
  expect(
    await db.$client`select from webhook_attempts where webhook_id = ${webhook.id}`
  ).toHaveLength(0);
});

test('an attempt that is not due, or of nothing, does nothing', async () => {
  const nothing = { school: randomUUID(), webhook: randomUUID(), event: randomUUID() };
  expect(await attempt(db, nothing, noon)).toBe(null);
});
