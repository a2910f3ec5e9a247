import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { v7 } from 'uuid';
import { connect, type Db } from '../../src/lib/server/db/connect';
import { startEmbedded } from '../../src/lib/server/db/embedded';
import { rebuild } from '../../src/lib/server/replay';
import { freePort, startApp, startInVain, type App } from './app';
import { enrol, expect, test } from './fixtures';
import { items, responseTo } from './questions';

const people = 4;
/** Each person answers on two devices at once, so that cards are raced for. */
const lanes = 2 * people;
const answersEach = 125;

interface Answer {
  id: string;
  [field: string]: unknown;
}
interface Lane {
  token: string;
  answers: Answer[];
}

test('kill -9 of the app and of PostgreSQL loses and doubles no answer', async ({ browser }) => {
  test.setTimeout(180_000);
  const folder = await mkdtemp(join(tmpdir(), 'palpate-faults-'));
  await chmod(folder, 0o755); // as root, PostgreSQL's own account must get in
  const port = await freePort();
  const start = () => startApp(port, { DATABASE_URL: '', DATA_DIR: folder });
  let app = await start();
  try {
    const all = await test.step('several people prepare 1,000 answers', () =>
      prepare(browser, app));
    const known = new Set<string>();

    await test.step('the app is killed in the middle', async () => {
      await send(app, all, known, 300, () => app.end('SIGKILL'));
      expect(known.size).toBeLessThan(1000);
      app = await start();
      await holds(folder, known);
    });

    await test.step('PostgreSQL is killed in the middle', async () => {
      await send(app, all, known, 650, () => killPostgres(folder));
      expect(known.size).toBeLessThan(1000);
      expect(await app.end('SIGTERM')).toBe(0);
      app = await start();
      await holds(folder, known);
    });

    await test.step('the rest is sent, and all is there once', async () => {
      await send(app, all, known);
      expect(known.size).toBe(1000);
      await holds(folder, known, async (db) => {
        const [row] = await db.$client`select count(*)::int as count from answers
          where account_id in (select id from accounts where email like 'student-%@example.com')`;
        expect(row!.count).toBe(1000);
        expect((await rebuild(db)).differences).toEqual([]);
      });
    });

    await test.step('it stops cleanly, and starts again in seconds', async () => {
      expect(await app.end('SIGTERM')).toBe(0);
      const before = Date.now();
      app = await start();
      expect(Date.now() - before).toBeLessThan(20_000);
      expect(await app.end('SIGTERM')).toBe(0);
    });
  } finally {
    await app.end('SIGKILL');
    await (await startEmbedded(folder)).stop(); // the last to leave stops the server
    await rm(folder, { recursive: true, force: true });
  }
});

test('a taken port is told in one line, before anything is started', async () => {
  const port = process.env.E2E_PORT!;
  const { code, output } = await startInVain({ PORT: port, DATABASE_URL: '' });
  expect(code).toBe(1);
  expect(output.trim().split('\n')).toHaveLength(1);
  expect(output).toMatch(new RegExp(`Port ${port} is taken .*PORT=`));
});

for (const [what, url] of [
  ['a database that is not there', 'postgres://nobody:secret@127.0.0.1:1/none'],
  ['something that is no address of a database', 'mysql://nobody:secret@127.0.0.1/none']
] as const)
  test(`${what} is told in one line`, async () => {
    const { code, output } = await startInVain({
      PORT: String(await freePort()),
      DATABASE_URL: url
    });
    expect(code).toBe(1);
    expect(output.trim().split('\n')).toHaveLength(1);
    expect(output).toContain('DATABASE_URL');
    expect(output).not.toContain('secret');
  });

async function prepare(browser: Browser, { origin }: App): Promise<Lane[]> {
  const all: Lane[] = [];
  for (let person = 0; person < people; person++) {
    const context = await browser.newContext();
    const { token } = await enrol(context.request, { origin });
    await context.close();
    for (let device = 0; device < lanes / people; device++)
      all.push({ token, answers: Array.from({ length: answersEach }, (_, i) => toAnswer(i)) });
  }
  return all;
}

function toAnswer(i: number): Answer {
  const item = items[(i * 7) % items.length]!;
  return {
    id: v7(),
    item: item.id,
    version: 1,
    response: responseTo(item, i % 4 === 0 ? 'wrong' : 'right'),
    context: 'review',
    answeredAt: new Date().toISOString(),
    latencyMs: 3000
  };
}

/**
 * Sends what is not yet acknowledged, each lane one answer after the other until one fails.
 * @param known is added to
 * @param fault happens once so many are acknowledged, while the other lanes go on
 */
async function send(
  { origin }: App,
  all: Lane[],
  known: Set<string>,
  enough = Infinity,
  fault: () => Promise<unknown> = async () => {}
) {
  let struck: Promise<unknown> | undefined;
  await Promise.all(
    all.map(async ({ token, answers }) => {
      for (const answer of answers) {
        if (known.has(answer.id)) continue;
        if (!(await isAcknowledged(origin, token, answer))) return;
        known.add(answer.id);
        if (known.size >= enough) await (struck ??= fault());
      }
    })
  );
}

async function isAcknowledged(origin: string, token: string, answer: Answer): Promise<boolean> {
  try {
    const response = await fetch(`${origin}/api/v1/answers`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ answers: [answer] })
    });
    const { results } = await response.json();
    return ['recorded', 'duplicate'].includes(results?.[0]?.status);
  } catch {
    return false;
  }
}

async function killPostgres(folder: string) {
  const [pid] = (await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8')).split('\n');
  process.kill(Number(pid), 'SIGKILL');
}

/** Checks that every acknowledged answer is in the log. */
async function holds(folder: string, known: Set<string>, more?: (db: Db) => Promise<void>) {
  const { url, stop } = await startEmbedded(folder);
  const db = connect(url, 1);
  try {
    const rows = await db.$client<{ id: string }[]>`select id from answers`;
    const logged = new Set(rows.map(({ id }) => id));
    expect([...known].filter((id) => !logged.has(id))).toEqual([]);
    await more?.(db);
  } finally {
    await db.$client.end();
    await stop();
  }
}
