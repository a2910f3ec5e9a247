/** Learners with a history, made in bulk: what they hold is plausible, how it came is not. */
import postgres, { type Sql } from 'postgres';
import { v7 } from 'uuid';
import { studyDay } from '../../src/lib/domain/day';
import type { Learner } from '../../src/lib/server/answers';
import { connect, type Db } from '../../src/lib/server/db/connect';
import { migrate } from '../../src/lib/server/db/migrate';
import { answer, choiceItem } from '../server/fixtures';

export const itemCount = 1000;
const itemsPerLesson = 10;
const cardsEach = 250;
const answersPerCard = 4;
export const answersEach = cardsEach * answersPerCard;

export const itemId = (n: number) => `bench-${n % itemCount}`;
const accountId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const learner = (n: number): Learner => ({ id: accountId(n), timeZone: 'UTC' });

/** A request's answer to item `n`, given now. */
export const answerTo = (n: number) =>
  answer(itemId(n), { id: v7(), answeredAt: new Date().toISOString() });

/** Makes lessons and items, and the learners 0 to `count` - 1 with their cards and answers. */
export async function fill(sql: Sql, count: number): Promise<void> {
  const today = studyDay(new Date(), 'UTC');
  const content = JSON.stringify(choiceItem('bench'));
  const account = (n: string) =>
    sql.unsafe(`('00000000-0000-4000-8000-' || lpad(${n}::text, 12, '0'))::uuid`);
  await sql.begin(async (tx) => {
    // foreign keys hold by construction; checking them row by row takes most of the time
    await tx`set local session_replication_role = replica`;
    await tx`
      insert into lessons (id, course, title, position)
      select 'bench/lesson-' || n, 'bench', 'Lesson', n + 1000
      from generate_series(0, ${itemCount / itemsPerLesson - 1}) n`;
    await tx`
      insert into items (id, lesson_id, position, version)
      select 'bench-' || n, 'bench/lesson-' || n / ${itemsPerLesson}, n % ${itemsPerLesson}, 1
      from generate_series(0, ${itemCount - 1}) n`;
    await tx`
      insert into item_versions (item_id, version, content, created_at)
      select id, 1, ${content}::text::jsonb || jsonb_build_object('id', id), now()
      from items where lesson_id like 'bench/%'`;
    await tx`
      insert into accounts (id, email, name, password_hash, time_zone, created_at)
      select ${account('n')}, n || '@bench.test', 'Student', 'none', 'UTC', now()
      from generate_series(0, ${count - 1}) n`;
    await tx`
      insert into completions (account_id, lesson_id, completed_at)
      select ${account('n')}, 'bench/lesson-' || lesson, now()
      from generate_series(0, ${count - 1}) n,
        generate_series(0, ${cardsEach / itemsPerLesson}) lesson`;
    await tx`
      insert into answers (id, account_id, item_id, item_version, context, response, score,
        correct, answered_at, received_at, study_day, latency_ms, hint, option_count, rating,
        mapper_version, weights_version)
      select gen_random_uuid(), ${account('n')}, 'bench-' || card, 1, 'review',
        '{"option": "b"}', 1, true, now() - day * interval '1 day', now(), ${today} - day,
        4000, false, 3, 3, 1, 1
      from generate_series(1, ${answersPerCard}) round,
        generate_series(0, ${count - 1}) n,
        generate_series(0, ${cardsEach - 1}) card,
        lateral (select (${answersPerCard} - round) * 10 + card % 20 + 1) as given (day)`;
    await tx`
      insert into cards (account_id, item_id, stability, difficulty, first_day, last_day, due_day,
        reps, lapses, last_answer_id, last_answered_at, revision)
      select ${account('n')}, 'bench-' || card, 15, 5, ${today} - 50, ${today} - card % 20 - 1,
        ${today} + card % 19, ${answersPerCard}, 0, gen_random_uuid(),
        now() - (card % 20 + 1) * interval '1 day', gen_random_uuid()
      from generate_series(0, ${count - 1}) n, generate_series(0, ${cardsEach - 1}) card`;
  });
  await sql`vacuum analyze`;
}

/** @param server the address of any database there @returns that of a new one */
export async function emptyDatabase(server: string, name: string): Promise<string> {
  const admin = postgres(server, { max: 1 });
  await admin`create database ${admin(name)}`;
  await admin.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** @param server the address of any database there @returns a new one, with so many learners */
export async function databaseOf(server: string, name: string, learners: number): Promise<Db> {
  const url = await emptyDatabase(server, name);
  await migrate(url);
  const db = connect(url, 4);
  await fill(db.$client, learners);
  return db;
}
