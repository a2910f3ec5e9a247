import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { record as answers } from '../../src/lib/server/answers';
import type { Db } from '../../src/lib/server/db/connect';
import { record as engage } from '../../src/lib/server/engagements';
import * as hours from '../../src/lib/server/hours';
import { check } from '../../src/lib/server/hours-check';
import { linesOf } from '../../src/lib/server/hours';
import * as programs from '../../src/lib/server/programs';
import { freshDatabase } from './database';
import { after, answer, days, learner, noon, ship } from './fixtures';
import {
  addsUp,
  at,
  batch,
  by,
  countingSchool,
  every,
  minute,
  recordOf,
  send,
  worth
} from './hour-fixtures';
import { members } from '../../src/lib/server/db/schema/accounts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await ship(db, 'one', 'two');
});
afterEach(() => addsUp(db));
afterAll(() => database.close());

test('time with signs counts, as lines that rest on what was claimed', async () => {
  const { school, student, record } = await countingSchool(db);
  await answers(db, student, [answer('one', { answeredAt: at(3).toISOString() })], at(3));
  const sent = batch([0, 3, 7, 20, 22], { page: { kind: 'lesson', lesson: 'course/lesson-1' } });
  expect(await send(db, student, at(23), sent)).toEqual([
    { id: sent.id, status: 'recorded', ms: 9 * minute }
  ]);
  const lines = await linesOf(db, { school, record });
  expect(lines).toMatchObject([
    {
      ...{ kind: 'online', mode: 'asynchronous', ms: 7 * minute, attested: false, by: null },
      evidence: { lesson: 'course/lesson-1', title: 'Lesson 1', signals: { scroll: 3 }, answers: 1 }
    },
    { ms: 2 * minute, evidence: { signals: { scroll: 2 }, answers: 0 } }
  ]);
  const [claim] =
    await db.$client`select idle_ms from intervals where number = 1 and batch_id = ${sent.id}`;
  expect(claim).toEqual({ idle_ms: 13 * minute });
});

test('the same batch counts once, however often and by how many at once it is sent', async () => {
  const { school, student, record } = await countingSchool(db);
  const sent = batch(every(0, 10));
  const results = await Promise.all(
    Array.from({ length: 6 }, () => send(db, student, at(11), sent))
  );
  expect(
    results
      .flat()
      .map((one) => one.status)
      .sort()
  ).toEqual([...Array.from({ length: 5 }, () => 'duplicate'), 'recorded']);
  expect(await send(db, student, at(30), sent, sent)).toMatchObject([
    { status: 'duplicate', ms: 0 },
    { status: 'duplicate', ms: 0 }
  ]);
  expect(await worth(db, school, record)).toBe(10);
});

test('tabs and devices that overlap count once, also when they send at once', async () => {
  const { school, student, record } = await countingSchool(db);
  const tabs = [batch(every(0, 10)), batch(every(5, 15)), batch(every(2, 4)), batch(every(14, 20))];
  await Promise.all(tabs.map((tab) => send(db, student, at(21), tab)));
  expect(await worth(db, school, record)).toBe(20);
  // What comes late fills what is missing, and no more.
  await send(db, student, at(60), batch(every(18, 30)));
  expect(await worth(db, school, record)).toBe(30);
  const [claimed] = await db.$client`
    select count(*)::int as n from intervals where record_id = ${record}`;
  expect(claimed).toEqual({ n: 5 });
});

test('a gap beyond the school’s limit does not count', async () => {
  const strict = await countingSchool(db, { idleMinutes: 2 });
  await send(db, strict.student, at(20), batch([0, 2, 5, 6]));
  expect(await worth(db, strict.school, strict.record)).toBe(3);
});

test('nobody claims the future, nor what is long past; a clock that is wrong is set right', async () => {
  const { school, student, record } = await countingSchool(db);
  const ahead = batch(every(60, 70));
  expect(await send(db, student, at(5), ahead)).toMatchObject([
    { id: ahead.id, status: 'rejected', error: expect.stringMatching(/future/) }
  ]);
  const past = batch(every(0, 5));
  expect(await send(db, student, after(noon, days(15)), past)).toMatchObject([
    { status: 'rejected' }
  ]);
  expect(await send(db, student, after(noon, days(13)), past)).toMatchObject([{ ms: 5 * minute }]);
  // Its clock is an hour ahead, and it says so by when it sends.
  const sent = { sentAt: at(131).getTime(), batches: [batch(every(120, 130))] };
  await engage(db, student, sent, at(71));
  const [last] = (await linesOf(db, { school, record })).slice(-1);
  expect([last!.startsAt, last!.endsAt].map((text) => new Date(text!))).toEqual([at(60), at(70)]);
});

test('one bad batch harms no other', async () => {
  const { student } = await countingSchool(db);
  const good = batch([0, 1]);
  expect(
    await send(db, student, at(2), null, { id: 5 }, good, batch([0, 1], { device: 'x' }))
  ).toMatchObject([
    { id: null, status: 'rejected' },
    { id: null, status: 'rejected' },
    { id: good.id, status: 'recorded', ms: minute },
    { status: 'rejected', error: expect.stringMatching(/^device: /) }
  ]);
});

test('it counts where one is a student of a school that counts, and each school by itself', async () => {
  const here = await countingSchool(db);
  const there = await countingSchool(db, { idleMinutes: 2 });
  const none = await countingSchool(db, { online: false });
  for (const { school } of [there, none])
    await db.insert(members).values({
      ...{ schoolId: school, accountId: here.student.id, role: 'student', joinedAt: noon }
    });
  expect(await send(db, here.student, at(9), batch([0, 2, 6]))).toMatchObject([{ ms: 6 * minute }]);
  const worthAt = async ({ school }: { school: string }) =>
    worth(db, school, await recordOf(db, school, here.student.id));
  expect(await Promise.all([here, there, none].map(worthAt))).toEqual([6, 2, 0]);

  const stranger = await learner(db);
  for (const who of [stranger, here.staff, none.student])
    expect(await send(db, who, at(5), batch([0, 2]))).toMatchObject([
      { status: 'not-counted', ms: 0 }
    ]);
});

test('a lesson that a school wrote counts there alone, one that is not there nowhere', async () => {
  const { school, student, record } = await countingSchool(db);
  const other = await countingSchool(db);
  await db.insert(members).values({
    ...{ schoolId: other.school, accountId: student.id, role: 'student', joinedAt: noon }
  });
  const lesson = randomUUID();
  await db.$client`
    insert into lessons (id, course, title, position, school_id)
    values (${lesson}, ${lesson}, 'Ours', 1, ${school})`;
  const on = (id: string, from: number) =>
    send(db, student, at(60), batch([from, from + 1], { page: { kind: 'lesson', lesson: id } }));
  expect(await on(lesson, 0)).toMatchObject([{ ms: minute }]);
  expect(await on('no/lesson', 10)).toMatchObject([{ status: 'not-counted' }]);
  expect(await worth(db, school, record)).toBe(1);
  expect(await worth(db, other.school, await recordOf(db, other.school, student.id))).toBe(0);
});

test('a night is parted where the school’s day begins, and lessons belong to subjects', async () => {
  const { school, admin, student, record } = await countingSchool(db, {
    timeZone: 'America/New_York'
  });
  const id = randomUUID();
  const subject = {
    id: 'law',
    title: 'Law',
    hours: 10,
    distance: true,
    lessons: ['course/lesson-1']
  };
  await programs.save(
    db,
    by(admin),
    { id, seen: 0, rule: null },
    {
      ...{ name: 'Days', hours: 500, distanceShare: null, effective: '2026-01-01', source: '' },
      subjects: [subject]
    }
  );
  await programs.enroll(db, by(admin), [record], {
    program: id,
    started: '2026-03-01',
    weeklyHours: 20
  });
  // Four o’clock in New York is 08:00 UTC in March: 20 hours after noon.
  const sent = batch(every(1195, 1210), { page: { kind: 'lesson', lesson: 'course/lesson-1' } });
  await send(db, student, at(1211), sent);
  const lines = await linesOf(db, { school, record });
  expect(lines.map(({ ms, day, subject }) => ({ ms: ms / minute, day, subject }))).toEqual([
    { ms: 5, day: 20_522, subject: 'law' },
    { ms: 10, day: 20_523, subject: 'law' }
  ]);
  const [own] = await hours.own(db, student, at(1300));
  expect(own).toMatchObject({
    program: { id, version: 1, weeklyHours: 20 },
    overview: { progress: { counted: 15 * minute, subjects: [{ id: 'law', actual: 15 * minute }] } }
  });
});

test('intervals and lines are never changed, and what does not add up is found', async () => {
  const { school, student, record } = await countingSchool(db);
  await send(db, student, at(9), batch([0, 5]));
  for (const table of ['intervals', 'hour_entries'])
    await expect(
      db.$client`update ${db.$client(table)} set record_id = record_id where false`
    ).rejects.toThrow(/append-only/);

  // As somebody with a way round would do it: the same five minutes once more.
  await db.$client.begin(async (tx) => {
    await tx`
      insert into hour_entries (school_id, id, record_id, kind, mode, starts_at, ends_at, day, ms,
        source, evidence, reason, at)
      select school_id, gen_random_uuid(), record_id, kind, mode, starts_at, ends_at, day, ms, source,
        '{"batch": "01930000-0000-7000-8000-00000000000a", "number": 0}', '', at
      from hour_entries where record_id = ${record}`;
  });
  const { differences } = await check(db);
  expect(differences.map(({ what }) => what.split(':')[0]).sort()).toEqual([
    'time online overlaps itself',
    'time online rests on no claim'
  ]);
  expect(differences.every((one) => one.school === school && one.record === record)).toBe(true);
  await db.$client`delete from hour_entries where record_id = ${record}`;
});
