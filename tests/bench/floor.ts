/** What the database itself does with one insert and one update in a transaction. */
import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { itemCount } from './data';
import { median } from './figures';

/** Answers a second at this many clients, and the median of one in milliseconds. */
export type Floor = { name: string; measure(clients: number): Promise<Speed> };
export type Speed = { perSecond: number; ms: number };

const seconds = 2;

const insert = (id: string, account: string, item: string) => `
  insert into floor.answers (id, account_id, item_id, item_version, context, response, score,
    correct, answered_at, received_at, study_day, latency_ms, hint, option_count, rating,
    mapper_version, weights_version)
  values (${id}, ${account}, ${item}, 1, 'review', '{"option":"b"}', 1, true, now(), now(),
    20000, 4000, false, 3, 3, 1, 1)`;
const update = (account: string, item: string, revision: string) => `
  update floor.cards set stability = 20, last_day = 20000, due_day = 20010, reps = reps + 1,
    last_answered_at = now(), revision = ${revision}
  where account_id = ${account} and item_id = ${item}`;

/** Makes tables like ours, of its own, and chooses the means that this machine has. */
export async function openFloor(sql: Sql, url: string): Promise<Floor> {
  await sql`create schema floor`;
  for (const table of ['answers', 'cards']) {
    await sql`create table floor.${sql(table)} (like public.${sql(table)} including all)`;
  }
  await sql`
    insert into floor.cards (account_id, item_id, stability, difficulty, first_day, last_day,
      due_day, reps, lapses, last_answer_id, last_answered_at, revision)
    select lpad(client::text, 32, '0')::uuid, 'bench-' || n, 15, 5, 19900, 19980, 19995, 4, 0,
      gen_random_uuid(), now(), gen_random_uuid()
    from generate_series(0, 7) client, generate_series(0, ${itemCount - 1}) n`;
  await sql`vacuum analyze floor.cards`;
  const pgbench = findPgbench();
  return pgbench
    ? { name: 'pgbench', measure: async (clients) => runPgbench(pgbench, url, clients) }
    : { name: 'a bare postgres.js loop', measure: (clients) => runLoop(url, clients) };
}

function findPgbench(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const installed = existsSync(debian) ? readdirSync(debian).sort().reverse() : [];
  const places = ['pgbench', ...installed.map((version) => join(debian, version, 'bin/pgbench'))];
  return places.find((path) => spawnSync(path, ['--version']).status === 0);
}

function runPgbench(pgbench: string, url: string, clients: number): Speed {
  const folder = mkdtempSync(join(tmpdir(), 'palpate-floor-'));
  try {
    const script = join(folder, 'answer.sql');
    const account = `lpad((:client_id)::text, 32, '0')::uuid`;
    const item = `'bench-' || (:n)::text`;
    const lines = [
      `\\set n random(0, ${itemCount - 1})`,
      'begin;',
      `${oneLine(insert('gen_random_uuid()', account, item))};`,
      `${oneLine(update(account, item, 'gen_random_uuid()'))};`,
      'end;'
    ];
    writeFileSync(script, lines.join('\n'));
    const { status, stdout, stderr } = spawnSync(
      pgbench,
      [
        ...['--no-vacuum', '--protocol=prepared', `--file=${script}`, `--time=${seconds}`],
        ...[`--client=${clients}`, `--jobs=${Math.min(clients, 2)}`],
        ...['--log', `--log-prefix=${join(folder, 'log')}`, url]
      ],
      { encoding: 'utf8' }
    );
    const perSecond = Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
    if (status !== 0 || !perSecond) throw new Error(`pgbench failed:\n${stdout}${stderr}`);
    const logs = readdirSync(folder).filter((name) => name.startsWith('log'));
    // the third word of each line is what that transaction took, in microseconds
    const times = logs.flatMap((name) =>
      readFileSync(join(folder, name), 'utf8')
        .trim()
        .split('\n')
        .map((line) => Number(line.split(' ')[2]) / 1000)
    );
    return { perSecond, ms: median(times) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const oneLine = (sql: string) => sql.replace(/\s+/g, ' ').trim();

async function runLoop(url: string, clients: number): Promise<Speed> {
  const sql = postgres(url, { max: clients });
  const end = performance.now() + seconds * 1000;
  const times: number[] = [];
  const loop = async (client: number) => {
    const account = String(client).padStart(32, '0');
    for (let start = 0; (start = performance.now()) < end;) {
      const item = `bench-${Math.floor(Math.random() * itemCount)}`;
      await sql.begin((tx) => [
        tx.unsafe(insert('$1', '$2', '$3'), [randomUUID(), account, item], { prepare: true }),
        tx.unsafe(update('$1', '$2', '$3'), [account, item, randomUUID()], { prepare: true })
      ]);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, client) => loop(client)));
  await sql.end();
  return { perSecond: times.length / seconds, ms: median(times) };
}
