import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../src/lib/domain/actor';
import { record, type Learner } from '../../src/lib/server/answers';
import * as attempts from '../../src/lib/server/attempts';
import type { Db } from '../../src/lib/server/db/connect';
import { answers } from '../../src/lib/server/db/schema/answers';
import { apply } from '../../src/lib/server/mending';
import { rebuild } from '../../src/lib/server/replay';
import { freshDatabase } from './database';
import { answer as open, noon, ship } from './fixtures';
import { look, toC } from './mending-fixtures';
import { addMember, addQuiz, addSchool, answer, begin } from './quiz-fixtures';

let database: Awaited<ReturnType<typeof freshDatabase>> | undefined;
let db: Db;
let school: string;
let staff: Learner & Actor;
beforeEach(async () => {
  await database?.close();
  database = await freshDatabase();
  db = database.db;
  await ship(db, 'one', 'two', 'three');
  school = await addSchool(db);
  staff = await addMember(db, school, 'instructor');
});
afterAll(() => database?.close());

/** Holds a learner's card of `one`, as another writer would, while `during` runs. */
async function holding(account: string, during: () => Promise<void>): Promise<void> {
  await db.$client.begin(async (tx) => {
    await tx`select from cards where account_id = ${account} and item_id = 'one' for update`;
    await during();
  });
}

/** Until so many wait for a lock. */
const waiting = (count: number) =>
  vi.waitFor(
    async () => {
      const [row] = await db.$client<{ count: number }[]>`
        select count(*)::int as count from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`;
      expect(row!.count).toBe(count);
    },
    { timeout: 10_000, interval: 20 }
  );

const request = async () => {
  const { digest } = await look(db, staff, toC('one'));
  return { ...toC('one'), id: randomUUID(), seen: digest, reason: 'The key was wrong' };
};
const worthOf = (account: string) =>
  db.$client<{ score: number }[]>`
    select score from counting_answers where account_id = ${account} and item_id = 'one'
    order by answered_at`;

test('answers that come while a correction is made are recorded once, and regraded', async () => {
  const known = await addMember(db, school);
  const held = await addMember(db, school);
  const fresh = await addMember(db, school);
  await record(db, known, [open('one')], noon);
  await record(db, held, [open('one')], noon);
  const wanted = await request();

  let made: ReturnType<typeof apply>;
  let sent: ReturnType<typeof record>[] = [];
  await holding(held.id, async () => {
    made = apply(db, staff, school, wanted, noon);
    await waiting(1);
    sent = [known, fresh].map((student) =>
      record(db, student, [open('one', { response: { option: 'c' } })], noon)
    );
    await waiting(3);
  });
  expect(await made!).toMatchObject({ status: 'applied', deed: { subject: { answers: 2 } } });
  for (const results of await Promise.all(sent))
    expect(results).toMatchObject([{ status: 'recorded' }]);
  expect(await db.select().from(answers)).toHaveLength(4);
  expect((await worthOf(known.id)).map(({ score }) => score).sort()).toEqual([0, 1]);
  expect(await worthOf(fresh.id)).toEqual([{ score: 1 }]);
  expect((await rebuild(db)).differences).toEqual([]);
});

test('an answer that was on its way before is seen: the preview is shown again', async () => {
  const student = await addMember(db, school);
  await record(db, student, [open('one')], noon);
  const wanted = await request();

  let made: ReturnType<typeof apply>;
  let sent: ReturnType<typeof record>;
  await holding(student.id, async () => {
    sent = record(db, student, [open('one', { response: { option: 'c' } })], noon);
    await waiting(1);
    made = apply(db, staff, school, wanted, noon);
    await waiting(2);
  });
  expect(await sent!).toMatchObject([{ status: 'recorded' }]);
  const changed = await made!;
  if (changed?.status !== 'changed') throw new Error(changed?.status);
  expect(changed.preview.answers).toBe(2);
  expect(await worthOf(student.id)).toHaveLength(2);
  expect((await rebuild(db)).differences).toEqual([]);

  const again = { ...wanted, seen: changed.preview.digest };
  expect(await apply(db, staff, school, again, noon)).toMatchObject({ status: 'applied' });
  expect((await worthOf(student.id)).map(({ score }) => score).sort()).toEqual([0, 1]);
  expect((await rebuild(db)).differences).toEqual([]);
});

test('an attempt that is handed in while a correction is made ends by the mended key', async () => {
  const quiz = await addQuiz(db, staff);
  const held = await addMember(db, school);
  await record(db, held, [open('one')], noon);
  const student = await addMember(db, school);
  const attempt = await begin(db, student, quiz);
  await answer(db, student, attempt, 0, 'c');
  const wanted = await request();

  let made: ReturnType<typeof apply>;
  let ended: ReturnType<typeof attempts.handIn>;
  await holding(held.id, async () => {
    made = apply(db, staff, school, wanted, noon);
    await waiting(1);
    ended = attempts.handIn(db, student.id, attempt.id, noon);
    await waiting(2);
  });
  expect(await made!).toMatchObject({ status: 'applied' });
  expect(await ended!).toMatchObject({ score: expect.closeTo(1 / 3) });
  expect(await worthOf(student.id)).toEqual([{ score: 1 }]);
  expect((await rebuild(db)).differences).toEqual([]);
});

test('two instructors mend one question at once: one after the other, or not at all', async () => {
  const other = await addMember(db, school, 'admin');
  const students = await Promise.all([1, 2, 3].map(() => addMember(db, school)));
  for (const student of students) await record(db, student, [open('one')], noon);
  const wanted = await request();
  const results = await Promise.all([
    apply(db, staff, school, wanted, noon),
    apply(db, other, school, { ...wanted, id: randomUUID() }, noon)
  ]);
  expect(results.map((result) => result!.status).sort()).toEqual(['applied', 'changed']);
  expect(await db.select().from(answers).where(eq(answers.itemId, 'one'))).toHaveLength(3);
  expect((await rebuild(db)).differences).toEqual([]);
});
