import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Actor } from '../../src/lib/domain/actor';
import { deliver } from '../../src/lib/server/announcement-mail';
import * as announcements from '../../src/lib/server/announcements';
import type { Learner } from '../../src/lib/server/answers';
import * as cohorts from '../../src/lib/server/cohorts';
import type { Db } from '../../src/lib/server/db/connect';
import { start } from '../../src/lib/server/jobs';
import * as own from '../../src/lib/server/own-announcements';
import { announce } from '../../src/lib/server/tasks/announce';
import { freshDatabase } from './database';
import { after, days, noon } from './fixtures';
import { freshOutbox } from './outbox';
import { addMember, addSchool } from './quiz-fixtures';
import { mailServer } from './smtp';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let outbox: Awaited<ReturnType<typeof freshOutbox>>;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  outbox = await freshOutbox();
  db = database.db;
});
afterAll(async () => {
  await database.close();
  await outbox.close();
});
afterEach(async () => {
  delete process.env.SMTP_URL;
  await db.$client`delete from graphile_worker._private_jobs`;
});

type Person = Learner & Actor;

async function schoolWith(count: number) {
  const school = await addSchool(db);
  const staff = await addMember(db, school, 'instructor');
  const students: Person[] = [];
  for (let i = 0; i < count; i++) students.push(await addMember(db, school));
  return { school, staff, students, by: { actor: staff, school, now: noon } };
}

const said = (more = {}) => ({
  ...{ id: randomUUID(), cohort: null, subject: 'Snow' },
  text: 'Dear all,\nwe are closed.\n\nStay warm.',
  ...more
});

const addressOf = ({ id }: Learner) => `${id}@example.test`;
const jobs = async () => {
  const rows = await db.$client<{ payload: { announcement: string; account: string } }[]>`
    select payload from graphile_worker._private_jobs`;
  return rows.map(({ payload }) => payload);
};
/** Does what is queued, as often as a worker would try it. */
async function work(now = noon) {
  for (const { announcement, account } of await jobs())
    for (let i = 0; i < 8; i++) {
      const failed = await deliver(db, announcement, account, now).catch(() => true);
      if (!failed) break;
    }
}
const counts = async (who: Actor, school: string, id: string) =>
  (await announcements.find(db, who, school, id))!.letters;

test('each student of the school gets one letter, by a worker, and finds it in the app', async () => {
  const { school, staff, students, by } = await schoolWith(3);
  await addMember(db, await addSchool(db));
  const announcement = said();
  expect(await announcements.send(db, by, announcement)).toEqual({
    outcome: 'sent',
    id: announcement.id
  });
  expect(await counts(staff, school, announcement.id)).toMatchObject({ waiting: 3, sent: 0 });

  const workers = [await start(database.url, [announce]), await start(database.url, [announce])];
  await vi.waitFor(async () => expect(await jobs()).toEqual([]), 30_000);
  await Promise.all(workers.map((worker) => worker.stop()));
  for (const student of students) {
    const letters = await outbox.read(addressOf(student));
    expect(letters).toHaveLength(1);
    const [head, body] = letters[0]!.split('\r\n\r\n') as [string, string];
    expect(head).toContain('Subject: A school: Snow');
    expect(head).toMatch(/Message-ID: ?\r?\n? ?<announcement-[0-9a-f]{32}@localhost>/);
    expect(body).toContain('Dear all,\nwe are closed.');
    // Long lines are broken on the way, anywhere, and where depends on the lengths of names.
    expect(body.replaceAll('=\r\n', '').replace(/\s+/g, ' ')).toContain('no link to unsubscribe');
    expect(letters[0]).toContain('http://localhost:3000/announcements');
  }
  expect(await outbox.read(addressOf(staff))).toEqual([]);
  expect(await announcements.list(db, staff, school)).toMatchObject([
    {
      ...{ id: announcement.id, cohort: null, subject: 'Snow', sentBy: 'Student', read: 0 },
      letters: { waiting: 0, sent: 3, refused: 0, failed: 0 }
    }
  ]);

  const [student, other] = students as [Person, Person];
  expect(await own.unread(db, student.id)).toMatchObject([{ school: 'A school', subject: 'Snow' }]);
  expect(await own.markRead(db, student.id, announcement.id, noon)).toBe(true);
  expect(await own.markRead(db, student.id, announcement.id, after(noon, 1000))).toBe(true);
  expect(await own.unread(db, student.id)).toEqual([]);
  expect(await own.unread(db, other.id)).toHaveLength(1);
  expect(await own.list(db, student.id)).toMatchObject([
    { text: announcement.text, readAt: expect.stringContaining('12:00:00+') }
  ]);
  expect(await own.markRead(db, staff.id, announcement.id, noon)).toBe(false);
  expect(await announcements.list(db, staff, school)).toMatchObject([{ read: 1 }]);
});

test('two instructors who send one id at once send it once', async () => {
  const { school, by, staff } = await schoolWith(2);
  const other = { ...by, actor: await addMember(db, school, 'admin') };
  const announcement = said();
  const outcomes = await Promise.all(
    [by, other, by, other].map((who) => announcements.send(db, who, announcement))
  );
  expect(outcomes).toEqual(Array(4).fill({ outcome: 'sent', id: announcement.id }));
  expect(await jobs()).toHaveLength(2);
  expect(await announcements.list(db, staff, school)).toHaveLength(1);
  const deeds = await db.$client`select action, subject->'students' as students from audit
    where school_id = ${school}`;
  expect([...deeds]).toEqual([{ action: 'announcement.send', students: 2 }]);

  const changed = { ...announcement, text: 'Something else.' };
  const elsewhere = await schoolWith(1);
  for (const [who, what] of [
    [by, changed],
    [elsewhere.by, announcement]
  ] as const)
    expect(await announcements.send(db, who, what)).toMatchObject({
      outcome: 'invalid',
      field: 'id'
    });
  expect(await jobs()).toHaveLength(2);
});

test('a letter that was sent is not sent again when its job is', async () => {
  const { by, students } = await schoolWith(1);
  await announcements.send(db, by, said());
  await work();
  await work(after(noon, 1000));
  expect(await outbox.read(addressOf(students[0]!))).toHaveLength(1);
});

test('a cohort alone gets what is for it, under the name that it had', async () => {
  const { school, staff, students, by } = await schoolWith(3);
  const change = { ...by, today: 0 };
  const made = await cohorts.create(db, change, { name: 'Evenings', examDate: null });
  if (made.outcome !== 'done') throw new Error(made.outcome);
  expect(await announcements.send(db, by, said({ cohort: made.id }))).toMatchObject({
    outcome: 'invalid',
    field: 'cohort',
    error: expect.stringContaining('Nobody')
  });
  await cohorts.changeMembers(db, change, made.id, { add: [students[1]!.id], remove: [] });
  const announcement = said({ cohort: made.id });
  await announcements.send(db, by, announcement);
  expect((await jobs()).map(({ account }) => account)).toEqual([students[1]!.id]);
  await cohorts.remove(db, change, made.id);
  expect(await announcements.list(db, staff, school)).toMatchObject([{ cohort: 'Evenings' }]);
  expect(await announcements.send(db, by, announcement)).toMatchObject({ outcome: 'invalid' });

  const elsewhere = await schoolWith(1);
  expect(await announcements.send(db, elsewhere.by, said({ cohort: made.id }))).toMatchObject({
    outcome: 'invalid',
    field: 'cohort'
  });
});

test('only staff send and see them', async () => {
  const { school, students, by } = await schoolWith(1);
  const elsewhere = await schoolWith(1);
  const announcement = said();
  await announcements.send(db, by, announcement);
  for (const actor of [students[0]!, elsewhere.staff]) {
    expect(await announcements.send(db, { ...by, actor }, said())).toEqual({ outcome: 'missing' });
    expect(await announcements.list(db, actor, school)).toEqual([]);
    expect(await announcements.find(db, actor, school, announcement.id)).toBeNull();
  }
  const { id } = announcement;
  expect(await announcements.find(db, elsewhere.staff, elsewhere.school, id)).toBeNull();
});

test('a school sends ten a day; what was sent before is sent again without counting', async () => {
  const { by } = await schoolWith(1);
  const sent = Array.from({ length: 10 }, () => said());
  for (const each of sent)
    expect(await announcements.send(db, by, each)).toMatchObject({ outcome: 'sent' });
  expect(await announcements.send(db, by, said())).toMatchObject({ outcome: 'limited' });
  expect(await announcements.send(db, by, sent[0]!)).toMatchObject({ outcome: 'sent' });
  const elsewhere = await schoolWith(1);
  expect(await announcements.send(db, elsewhere.by, said())).toMatchObject({ outcome: 'sent' });
});

test('an address that takes no mail is left alone for a while, and named to staff', async () => {
  const { school, staff, students, by } = await schoolWith(2);
  const [gone, there] = students as [Person, Person];
  let asked = 0;
  const server = await mailServer((address) => {
    if (address !== addressOf(gone)) return '250 ok';
    asked++;
    return '550 no such user';
  });
  process.env.SMTP_URL = server.url;
  const first = said();
  await announcements.send(db, by, first);
  await work();
  expect(await announcements.find(db, staff, school, first.id)).toMatchObject({
    letters: { waiting: 0, sent: 1, refused: 1, failed: 0 },
    undelivered: [{ id: gone.id, state: 'refused' }]
  });

  const second = said();
  await announcements.send(db, by, second);
  await work(after(noon, days(1)));
  expect(await counts(staff, school, second.id)).toMatchObject({ sent: 1, failed: 1 });
  expect(asked).toBe(1);
  expect(server.taken).toEqual(Array(2).fill(addressOf(there)));
  expect(await own.unread(db, gone.id)).toHaveLength(2);

  const third = said();
  await announcements.send(db, by, third);
  await work(after(noon, days(31)));
  expect(asked).toBe(2);
  await server.close();
});

test('a mail server that is away is tried again, and given up in the end', async () => {
  const { school, staff, by } = await schoolWith(1);
  let answers = ['451 later', '451 later', '250 ok'];
  const server = await mailServer(() => answers.shift() ?? '451 later');
  process.env.SMTP_URL = server.url;
  const first = said();
  await announcements.send(db, by, first);
  await work();
  expect(await counts(staff, school, first.id)).toMatchObject({ sent: 1 });

  answers = [];
  const second = said();
  await announcements.send(db, by, second);
  await work();
  expect(await counts(staff, school, second.id)).toMatchObject({ waiting: 0, failed: 1 });
  await server.close();
});
