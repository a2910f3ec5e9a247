import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../src/lib/domain/actor';
import { studyDay } from '../../src/lib/domain/day';
import { record, undo, type Learner } from '../../src/lib/server/answers';
import * as progress from '../../src/lib/server/assignment-progress';
import * as assignments from '../../src/lib/server/assignments';
import type { Change } from '../../src/lib/server/cohorts';
import { syncContent } from '../../src/lib/server/content/sync';
import type { Db } from '../../src/lib/server/db/connect';
import { members } from '../../src/lib/server/db/schema/accounts';
import { items } from '../../src/lib/server/db/schema/content';
import * as own from '../../src/lib/server/own-assignments';
import { freshDatabase } from './database';
import { after, answer, catalogueOf, choiceItem, days, noon } from './fixtures';
import { addMember, addQuiz, addSchool, begin } from './quiz-fixtures';

const topic = 'lesson.course.lesson-1';
const asked = ['one', 'two', 'three', 'four'];
const today = studyDay(noon, 'UTC');
const due = today + 7;

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  const kept = { ...choiceItem('kept'), reserved: true };
  const lessons = [[...asked.map((id) => choiceItem(id)), kept], [choiceItem('elsewhere')]];
  await syncContent(db, catalogueOf(...lessons), noon);
});
afterAll(() => database.close());

type Person = Learner & Actor;
const change = (actor: Actor, now = noon): Change => ({
  actor,
  school: actor.memberships[0]!.school,
  today: studyDay(now, 'UTC'),
  now
});

async function schoolWith(count: number) {
  const school = await addSchool(db);
  const staff = await addMember(db, school, 'instructor');
  const students: Person[] = [];
  for (let i = 0; i < count; i++) students.push(await addMember(db, school));
  return { school, staff, students };
}

const practice = (students: Person[], more = {}) => ({
  ...{ kind: 'practice' as const, id: randomUUID(), topic, questions: 10, due, cohorts: [] },
  students: students.map(({ id }) => id),
  ...more
});

async function assign(staff: Person, students: Person[], more = {}, now = noon) {
  const made = await assignments.assign(db, change(staff, now), practice(students, more));
  if (made.outcome !== 'done') throw new Error(JSON.stringify(made));
  return made.id;
}

const gave = (who: Person, item: string, option: string, at: Date) =>
  record(db, who, [answer(item, { response: { option }, answeredAt: at.toISOString() })], at);
const queueOf = async (who: Person, id: string, now = noon) =>
  (await own.find(db, who, id, now))?.queue.map(({ item }) => item).toSorted();

test('each student is asked the own weakest first, then what is new', async () => {
  const { staff, students } = await schoolWith(2);
  const [a, b] = students as [Person, Person];
  const before = after(noon, -days(20));
  for (const item of asked) await gave(a, item, item === 'three' ? 'a' : 'b', before);
  await gave(a, 'three', 'b', after(before, 60_000));
  await gave(b, 'four', 'b', before);
  const id = await assign(staff, students, { questions: 2 });
  // What a was wrong about has faded most.
  expect(await queueOf(a, id)).toContain('three');
  expect(await queueOf(b, id)).toEqual(['four', 'one']);
  const entry = (await own.find(db, a, id, noon))!.queue[0]!;
  expect(entry).toMatchObject({ reason: 'assigned', lesson: { title: 'Lesson 1' } });
  expect(JSON.stringify(entry)).not.toContain('correct');

  const all = await assign(staff, [b], { questions: 30 });
  expect(await queueOf(b, all)).toEqual(asked.toSorted());
});

test('progress is read off the answers since, wherever they were given, and nothing else', async () => {
  const { school, staff, students } = await schoolWith(1);
  const [student] = students as [Person];
  await gave(student, 'one', 'b', after(noon, -days(1)));
  const id = await assign(staff, students);
  const at = (minutes: number) => after(noon, minutes * 60_000);
  const stand = async (now: Date) => {
    const [waiting] = await own.waiting(db, student, now);
    const [row] = await progress.studentsOf(
      db,
      staff,
      school,
      { id, kind: 'practice', subject: { topic, questions: 10 }, dueDay: due },
      now
    );
    return { waiting, row: row! };
  };
  expect((await stand(noon)).waiting).toMatchObject({
    ...{ id, title: 'Lesson 1', school: 'A school', total: 4, done: 0, right: 0 },
    ...{ due: '2026-03-17', daysLeft: 7 }
  });

  await gave(student, 'one', 'a', at(1));
  await gave(student, 'one', 'b', at(2));
  const second = answer('two', { context: 'lesson', answeredAt: at(3).toISOString() });
  await record(db, student, [second], at(3));
  await gave(student, 'elsewhere', 'b', at(3));
  expect((await stand(at(4))).row).toMatchObject({ total: 4, done: 2, right: 1, before: null });
  expect(await queueOf(student, id, at(4))).toEqual(['four', 'three']);

  await undo(db, student, second.id, at(5));
  expect((await stand(at(5))).row).toMatchObject({ done: 1 });
  for (const item of ['two', 'three', 'four']) await gave(student, item, 'b', at(6));
  const { waiting, row } = await stand(at(7));
  expect(waiting).toBeUndefined();
  expect(row).toMatchObject({ total: 4, done: 4, right: 3, lastAt: expect.any(String) });
  expect(row.now).toBeGreaterThan(0.9);
  expect(await progress.list(db, staff, school)).toMatchObject([{ id, students: 1, finished: 1 }]);
});

test('recall then is kept, and recall now is that of now', async () => {
  const { school, staff, students } = await schoolWith(1);
  const [student] = students as [Person];
  for (const item of asked) await gave(student, item, 'a', after(noon, -days(40)));
  const id = await assign(staff, students);
  for (const item of asked) await gave(student, item, 'b', after(noon, 1000));
  const subject = { topic, questions: 10 };
  const [row] = await progress.studentsOf(
    db,
    staff,
    school,
    { id, kind: 'practice', subject, dueDay: due },
    after(noon, 2000)
  );
  expect(row!.before).toBeLessThan(0.6);
  expect(row!.now).toBeGreaterThan(0.9);
});

test('one id is assigned once, however often and by whomever it is sent at once', async () => {
  const { school, staff, students } = await schoolWith(2);
  const other = await addMember(db, school, 'admin');
  const sent = practice(students);
  const outcomes = await Promise.all(
    [staff, other, staff, other].map((who) => assignments.assign(db, change(who), sent))
  );
  expect(outcomes).toEqual(Array(4).fill({ outcome: 'done', id: sent.id }));
  expect(await progress.list(db, staff, school)).toMatchObject([{ id: sent.id, students: 2 }]);
  const deeds = await db.$client`select action from audit where school_id = ${school}`;
  expect([...deeds]).toEqual([{ action: 'assignment.create' }]);

  const elsewhere = await schoolWith(1);
  const foreign = practice(elsewhere.students, { id: sent.id });
  expect(await assignments.assign(db, change(elsewhere.staff), foreign)).toMatchObject({
    outcome: 'taken'
  });
});

test('what cannot be assigned leaves nothing behind', async () => {
  const { school, staff, students } = await schoolWith(1);
  const elsewhere = await schoolWith(1);
  const tried = async (who: Person, sent: ReturnType<typeof practice>) =>
    assignments.assign(db, { ...change(who), school }, sent);
  const refused = [
    [practice([...students, ...elsewhere.students]), 'students'],
    [practice([staff]), 'students'],
    [practice(students, { topic: 'lesson.no.such' }), 'topic'],
    [practice(students, { due: today - 1 }), 'due']
  ] as const;
  for (const [sent, field] of refused)
    expect(await tried(staff, sent)).toMatchObject({ outcome: 'invalid', field });
  for (const who of [students[0]!, elsewhere.staff])
    expect(await tried(who, practice(students))).toEqual({ outcome: 'missing' });
  expect(await progress.list(db, staff, school)).toEqual([]);
  expect(await progress.list(db, elsewhere.staff, school)).toEqual([]);
});

test('what a quiz holds back is not asked until it is over', async () => {
  const { staff, students } = await schoolWith(1);
  const [student] = students as [Person];
  const some = { composition: { kind: 'chosen' as const, items: asked.slice(0, 3) } };
  await begin(db, student, await addQuiz(db, staff, some));
  const id = await assign(staff, students);
  expect(await queueOf(student, id)).toEqual(['four']);

  await begin(db, student, await addQuiz(db, staff, { composition: { kind: 'chosen', items: asked } })); // prettier-ignore
  expect(await queueOf(student, id)).toEqual([]);
  expect(await assignments.assign(db, change(staff), practice(students))).toMatchObject({
    outcome: 'invalid',
    field: 'topic'
  });
});

test('students who answer while it is withdrawn lose no answer, and are asked no more', async () => {
  const { school, staff, students } = await schoolWith(4);
  const id = await assign(staff, students);
  const given = students.flatMap((student) =>
    asked.map((item) => gave(student, item, 'b', after(noon, 1000)))
  );
  const taken = [1, 2].map(() => assignments.withdraw(db, change(staff), id));
  const results = await Promise.all([...given, ...taken]);
  expect(results.slice(0, given.length).flat()).toMatchObject(
    Array(given.length).fill({ status: 'recorded' })
  );
  expect(results.slice(given.length)).toEqual([true, true]);
  for (const student of students) {
    expect(await own.waiting(db, student, noon)).toEqual([]);
    expect(await own.find(db, student, id, noon)).toBeNull();
  }
  expect(await progress.find(db, staff, school, id)).toMatchObject({
    withdrawnAt: noon.toISOString().replace('.000Z', '+00:00'),
    finished: 4
  });
  const deeds = await db.$client`select 1 from audit
    where school_id = ${school} and action = 'assignment.withdraw'`;
  expect(deeds).toHaveLength(1);
  expect(await assignments.withdraw(db, change(students[0]!), id)).toBe(false);
  expect(await assignments.withdraw(db, change(staff), randomUUID())).toBe(false);
});

test('what no longer ships is not waited for, and what is long overdue not brought up', async () => {
  const { staff, students } = await schoolWith(1);
  const [student] = students as [Person];
  const id = await assign(staff, students);
  for (const item of asked.slice(1)) await gave(student, item, 'b', after(noon, 1000));
  const reminded = (now: Date) => own.waiting(db, student, now);
  expect(await reminded(after(noon, days(21)))).toMatchObject([{ id, daysLeft: -14 }]);
  expect(await reminded(after(noon, days(22)))).toEqual([]);
  await db.update(items).set({ retiredAt: noon }).where(eq(items.id, 'one'));
  expect(await reminded(after(noon, 2000))).toEqual([]);
  await db.update(items).set({ retiredAt: null }).where(eq(items.id, 'one'));
});

test('an assignment goes with the student who leaves the school', async () => {
  const { school, staff, students } = await schoolWith(2);
  const id = await assign(staff, students);
  await db.delete(members).where(eq(members.accountId, students[0]!.id));
  expect(await own.find(db, students[0]!, id, noon)).toBeNull();
  expect(await progress.find(db, staff, school, id)).toMatchObject({ students: 1 });
});
