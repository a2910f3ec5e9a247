/** What a school removes after its time, what keeps it, and what stays. */
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as amendments from '../../src/lib/server/amendments';
import type { Db } from '../../src/lib/server/db/connect';
import { accounts } from '../../src/lib/server/db/schema/accounts';
import * as disposals from '../../src/lib/server/disposals';
import * as holds from '../../src/lib/server/record-holds';
import { linesOf } from '../../src/lib/server/hours';
import { handIn } from '../../src/lib/server/attempts';
import { leave } from '../../src/lib/server/leaving';
import * as marks from '../../src/lib/server/attendances';
import { rebuild } from '../../src/lib/server/replay';
import * as retention from '../../src/lib/server/retention';
import { viewed, viewsOf } from '../../src/lib/server/record-views';
import { dispose, disposeAll } from '../../src/lib/server/tasks/dispose';
import type { RetentionMonths } from '../../src/lib/domain/retention';
import { freshDatabase } from './database';
import { after, days, noon, ship } from './fixtures';
import {
  addsUp,
  at,
  batch,
  by,
  countingSchool,
  every,
  meetingOf,
  send,
  worth
} from './hour-fixtures';
import { attestAll, enter, today } from './paper-fixtures';
import { addQuiz, answer, begin } from './quiz-fixtures';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await ship(db, 'one', 'two', 'three');
});
afterAll(() => database.close());

const months: RetentionMonths = { attendance: 36, quizzes: 12, notes: null };
const later = (count: number) => after(noon, days(count));
/** The day after 36 months. */
const due = later(1097);
const change = (actor: Parameters<typeof by>[0], now = noon) => ({ ...by(actor, now), today });
const hold = () => ({ id: randomUUID(), reason: 'A complaint is open' });

/** A student with time online, a class, an attempt and an entry by hand, who has left. */
async function former() {
  const set = await countingSchool(db);
  const { admin, staff, student, school, record } = set;
  await send(db, student, at(40), batch(every(0, 30)));
  const meeting = await meetingOf(db, staff, [student.id], {
    from: later(-1),
    until: after(later(-1), 7_200_000)
  });
  await marks.mark(db, by(staff, at(60)), meeting, {
    ...{
      reason: '',
      attendance: [{ student: record, mark: 'present', lateMinutes: 0, leftMinutes: 0, seen: null }]
    }
  });
  await enter(db, staff, record);
  await attestAll(db, admin, record);
  const quiz = await addQuiz(db, staff);
  const attempt = await begin(db, student, quiz);
  await answer(db, student, attempt, 0, 'b');
  await handIn(db, student.id, attempt.id, noon);
  await leave(db, student, school, noon);
  return { ...set, quiz, attempt };
}

const turnOn = (admin: Parameters<typeof by>[0], school: string, now = noon) =>
  retention.save(db, { actor: admin, school, now }, { months, on: true });
const counts = async (record: string, account: string) => {
  const [row] = await db.$client<Record<string, number>[]>`
    select (select count(*) from intervals where record_id = ${record})::int as intervals,
      (select count(*) from attendances where record_id = ${record})::int as attendances,
      (select count(*) from attempts where account_id = ${account})::int as attempts,
      (select count(*) from answers where account_id = ${account})::int as answers`;
  return row!;
};

test('nothing goes until the school says so, and then what is due; totals and memory stay', async () => {
  const { admin, student, school, record } = await former();
  const before = await counts(record, student.id);
  expect(before).toMatchObject({ attempts: 1 });
  expect(before.intervals).toBeGreaterThan(0);
  expect(before.attendances).toBeGreaterThan(0);
  const total = await worth(db, school, record);
  expect(await disposals.disposeAt(db, school, due)).toBe(0);

  expect((await retention.find(db, admin, school, noon))!.onFrom).toBeNull();
  await turnOn(admin, school, due);
  const found = (await retention.find(db, admin, school, due))!;
  expect(found.preview.left).toBe(1);
  expect(found.preview.rules).toMatchObject([
    { rule: 'attendance', due: 1, kept: 0 },
    { rule: 'quizzes', due: 1 },
    { rule: 'notes', months: null, due: 0 }
  ]);
  // Only from the day on that the page said.
  expect(await disposals.disposeAt(db, school, due)).toBe(0);
  expect(await disposals.disposeAt(db, school, after(due, days(1)))).toBe(2);
  expect(await counts(record, student.id)).toEqual({
    ...before,
    ...{ intervals: 0, attendances: 0, attempts: 0 }
  });
  expect(await worth(db, school, record)).toBe(total);
  await addsUp(db);
  expect((await rebuild(db)).differences).toEqual([]);

  expect(await disposals.disposeAt(db, school, after(due, days(2)))).toBe(0);
  const list = await disposals.list(db, admin, school);
  expect(list).toMatchObject([
    { rule: expect.any(String), left: '2026-03-10' },
    { rule: expect.any(String), student: { id: record } }
  ]);
  expect(list.find(({ rule }) => rule === 'attendance')!.counts).toEqual({
    ...{ intervals: before.intervals, attendances: before.attendances }
  });
});

test('each rule waits for its own months, from the last day on', async () => {
  const { admin, student, school, record } = await former();
  await turnOn(admin, school);
  expect((await retention.find(db, admin, school, noon))!.preview.rules).toMatchObject([
    { due: 0, next: '2029-03-10' },
    { due: 0, next: '2027-03-10' },
    { next: null }
  ]);
  expect(await disposals.disposeAt(db, school, new Date('2027-03-09T12:00:00Z'))).toBe(0);
  expect(await disposals.disposeAt(db, school, new Date('2027-03-10T12:00:00Z'))).toBe(1);
  expect(await counts(record, student.id)).toMatchObject({ attempts: 0 });
  expect((await counts(record, student.id)).intervals).toBeGreaterThan(0);
  // Who comes back keeps what there is.
  await db.$client`
    insert into members (school_id, account_id, role, joined_at)
    values (${school}, ${student.id}, 'student', ${noon.toISOString()})`;
  expect(await disposals.disposeAt(db, school, due)).toBe(0);
});

test('a hold and a request that waits keep a record; once they end it goes', async () => {
  const { admin, student, school, record } = await former();
  await turnOn(admin, school);
  const placed = hold();
  expect(await holds.place(db, change(admin), record, placed)).toBe('done');
  expect(await holds.place(db, change(admin), record, placed)).toBe('done');
  expect(await disposals.disposeAt(db, school, due)).toBe(0);
  expect((await retention.find(db, admin, school, due))!.preview.rules[0]).toMatchObject({
    ...{ due: 0, kept: 1 }
  });
  const request = {
    ...{ id: randomUUID(), part: 'hours' as const, line: null, wrong: 'Too few', should: 'More' }
  };
  await amendments.ask(db, { actor: student, school, now: noon }, request);
  const ended = hold();
  expect(await holds.release(db, change(admin), record, placed.id, ended)).toBe('done');
  expect(await holds.release(db, change(admin), record, placed.id, hold())).toBe('done');
  const [one] = await holds.listOf(db, school, record);
  expect(one!.released).toMatchObject({ reason: ended.reason });
  expect(await disposals.disposeAt(db, school, due)).toBe(0);
  await amendments.withdraw(db, { actor: student, school, now: noon }, request.id, {
    id: randomUUID()
  });
  expect(await disposals.disposeAt(db, school, due)).toBe(2);
});

test('a hold that is placed while the job runs is waited for, or waits', async () => {
  const { admin, school, record } = await former();
  await turnOn(admin, school);
  const [placed, removed] = await Promise.all([
    holds.place(db, change(admin), record, hold()),
    disposals.disposeAt(db, school, due)
  ]);
  expect(placed).toBe('done');
  const noted = (await disposals.list(db, admin, school)).length;
  expect(noted).toBe(removed);
  // Whatever came first, nothing goes after the hold.
  expect(await disposals.disposeAt(db, school, due)).toBe(0);
});

test('two jobs at once, and one that is run again, remove once', async () => {
  const { admin, school } = await former();
  await turnOn(admin, school);
  const removed = await Promise.all([1, 2, 3].map(() => disposals.disposeAt(db, school, due)));
  expect(removed.reduce((sum, one) => sum + one, 0)).toBe(2);
  expect(await disposals.list(db, admin, school)).toHaveLength(2);
  await dispose.run(db, { school }, due);
  await disposeAll.run(db, {}, due);
  expect(await disposals.list(db, admin, school)).toHaveLength(2);
  expect((await rebuild(db)).differences).toEqual([]);
});

test('evidence goes by the job and not otherwise', async () => {
  for (const table of ['intervals', 'attendances', 'assignment_extensions'])
    await expect(db.$client`delete from ${db.$client(table)}`).rejects.toThrow('retention');
  for (const table of ['record_holds', 'disposals'])
    await expect(db.$client`delete from ${db.$client(table)}`).rejects.toThrow('never removed');
  await expect(db.$client`update disposals set months = 1`).rejects.toThrow('append-only');
});

test('a change of months begins a day later again; turned off it stops', async () => {
  const { admin, school } = await former();
  await turnOn(admin, school);
  const shorter = { months: { ...months, attendance: 1 }, on: true };
  await retention.save(db, { actor: admin, school, now: due }, shorter);
  expect(await disposals.disposeAt(db, school, due)).toBe(0);
  await retention.save(db, { actor: admin, school, now: due }, { ...shorter, on: false });
  expect(await disposals.disposeAt(db, school, after(due, days(9)))).toBe(0);
});

test('only admins of the school set, hold and see', async () => {
  const { staff, school, record } = await former();
  const elsewhere = (await countingSchool(db)).admin;
  for (const actor of [staff, elsewhere]) {
    expect(await retention.find(db, actor, school, noon)).toBeNull();
    expect(await retention.save(db, { actor, school, now: noon }, { months, on: true })).toBe(
      false
    );
    expect(await holds.place(db, { ...change(actor), school }, record, hold())).toBe('missing');
    expect(await holds.standing(db, actor, school)).toEqual([]);
    expect(await disposals.list(db, actor, school)).toEqual([]);
  }
  expect(await holds.listOf(db, school, record)).toEqual([]);
});

test('an account goes with its own study, whatever is held; what the school must keep stays, by name', async () => {
  const { admin, staff, student, school, record } = await former();
  await viewed(db, { actor: staff, school, way: 'page', now: noon }, { record }, 'hours');
  await holds.place(db, change(admin), record, hold());
  const request = {
    ...{ id: randomUUID(), part: 'hours' as const, line: null, wrong: 'Too few', should: 'More' }
  };
  await amendments.ask(db, { actor: student, school, now: noon }, request);
  await amendments.decide(db, by(admin), request.id, {
    ...{ id: randomUUID(), kind: 'refused', reason: 'You were away' }
  });
  const said = { id: randomUUID(), text: 'I was there' };
  await amendments.state(db, { actor: student, school, now: noon }, request.id, said);
  const total = await worth(db, school, record);

  await db.delete(accounts).where(eq(accounts.id, student.id));
  await db.delete(accounts).where(eq(accounts.id, staff.id));
  expect(await counts(record, student.id)).toMatchObject({ attempts: 0, answers: 0 });
  expect((await counts(record, student.id)).intervals).toBeGreaterThan(0);
  expect(await worth(db, school, record)).toBe(total);
  expect((await linesOf(db, { school, record })).some(({ attested }) => attested)).toBe(true);
  const [kept] = await db.$client`
    select name, account_id as account from member_records where id = ${record}`;
  expect(kept).toEqual({ name: 'Student', account: null });
  expect((await viewsOf(db, { school, record })).views).toMatchObject([
    { by: 'Student', role: 'instructor' }
  ]);
  const [step] = await db.$client`
    select actor_name as by, text from amendment_steps where id = ${said.id}`;
  expect(step).toEqual({ by: 'Student', text: 'I was there' });
  // The hold keeps the evidence, for as long as it stands.
  await turnOn(admin, school);
  expect(await disposals.disposeAt(db, school, due)).toBe(0);
});
