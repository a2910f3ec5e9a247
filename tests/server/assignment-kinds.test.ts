import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NewTask } from '../../src/lib/domain/assignment-input';
import { studyDay } from '../../src/lib/domain/day';
import { record } from '../../src/lib/server/answers';
import * as extensions from '../../src/lib/server/assignment-extensions';
import { settleGoals } from '../../src/lib/server/assignment-goals';
import * as progress from '../../src/lib/server/assignment-progress';
import { assign } from '../../src/lib/server/assignments';
import { finish } from '../../src/lib/server/attempt-ends';
import * as feeds from '../../src/lib/server/calendar-feeds';
import * as calendars from '../../src/lib/server/calendars';
import { syncContent } from '../../src/lib/server/content/sync';
import type { Db } from '../../src/lib/server/db/connect';
import { cohortMembers, cohorts } from '../../src/lib/server/db/schema/plans';
import * as own from '../../src/lib/server/own-assignments';
import * as quizzes from '../../src/lib/server/quizzes';
import { complete } from '../../src/lib/server/reading';
import { parseItem } from '../../src/lib/domain/items/registry';
import { addRuled, addStudent, at, changeBy, later, type Person } from './completion-fixtures';
import { freshDatabase } from './database';
import { answer, catalogueOf, choiceItem, noon } from './fixtures';
import { addMember, addQuiz, addSchool, begin } from './quiz-fixtures';

const items = ['one', 'two', 'three'];
const due = studyDay(noon, 'UTC') + 7;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  const lessons = [items.map((id) => choiceItem(id)), [choiceItem('elsewhere'), caseNote()]];
  await syncContent(db, catalogueOf(...lessons), noon);
});
afterAll(() => database.close());

function caseNote() {
  const parsed = parseItem({
    ...{ id: 'a-note', type: 'note', form: 'written', reserved: true, stem: 'Write up the visit.' },
    ...{ objective: 'know-it', area: '4', sources: ['a-source'], explanation: 'So it is.' },
    rubric: [
      { id: 'subjective', text: 'Says what she says', points: 2 },
      { id: 'plan', text: 'Says what comes next', points: 2 }
    ],
    model: { subjective: 'S', objective: 'O', assessment: 'A', plan: 'P' }
  });
  if ('flaws' in parsed) throw new Error(JSON.stringify(parsed.flaws));
  return parsed.item;
}

async function addClass() {
  const school = await addSchool(db);
  const staff = await addMember(db, school, 'instructor');
  const [a, b] = [await addMember(db, school), await addMember(db, school)];
  const cohort = randomUUID();
  await db
    .insert(cohorts)
    .values({ id: cohort, schoolId: school, name: 'Spring', examDay: due + 30, createdAt: noon });
  await join(school, cohort, a);
  return { school, staff, a, b, cohort };
}

const join = (schoolId: string, cohortId: string, { id }: Person) =>
  db.insert(cohortMembers).values({ schoolId, cohortId, accountId: id });

type Asked = NewTask extends infer T ? (T extends NewTask ? Omit<T, 'id' | 'students' | 'cohorts' | 'due'> : never) : never; // prettier-ignore

async function give(
  staff: Person,
  asked: Asked,
  whom: { students?: string[]; cohorts?: string[] }
) {
  const id = randomUUID();
  const task = { ...asked, id, due, students: [], cohorts: [], ...whom } as NewTask;
  const made = await assign(db, changeBy(staff, noon), task);
  if (made.outcome !== 'done') throw new Error(JSON.stringify(made));
  return id;
}

const waiting = async (who: Person, now = at(1)) =>
  (await own.waiting(db, who, now)).map(({ id, done, total, address }) => ({ id, done, total, address })); // prettier-ignore
const standing = async (staff: Person, id: string) => {
  const school = staff.memberships[0]!.school;
  const { students, finished } = (await progress.find(db, staff, school, id))!;
  return { students, finished };
};

test('lessons are read or not, whenever that was', async () => {
  const { staff, a } = await addClass();
  await complete(db, a.id, 'course/lesson-2', at(-100));
  const lessons = ['course/lesson-2', 'course/lesson-1'];
  const id = await give(staff, { kind: 'lessons', lessons }, { students: [a.id] });
  expect(await waiting(a)).toEqual([
    { id, done: 1, total: 2, address: '/courses/course/lesson-1' }
  ]);
  expect((await own.waiting(db, a, at(1)))[0]).toMatchObject({ title: 'Lesson 2 and 1 more' });
  await complete(db, a.id, 'course/lesson-1', at(2));
  expect(await waiting(a)).toEqual([]);
  expect(await standing(staff, id)).toEqual({ students: 1, finished: 1 });
});

test('who has read what a lesson was adapted from goes on with the next; every page leads there', async () => {
  const ruled = await addRuled(db);
  const student = await addStudent(db, ruled);
  const [first, second] = ruled.lessons;
  await db.$client`
    update school_lessons set origin = 'course/lesson-1', origin_text = text
    where lesson_id = ${first!}`;
  await complete(db, student.id, 'course/lesson-1', at(-100));
  const asked = { kind: 'lessons' as const, lessons: ruled.lessons };
  const id = await give(ruled.school.author, asked, { students: [student.id] });
  const address = `/lessons/${second}`;
  expect(await waiting(student)).toEqual([{ id, done: 1, total: 2, address }]);
  expect(await calendars.own(db, student, student, at(1))).toMatchObject([{ address }]);
});

test('a cohort has what it was assigned: who comes into it gets it, who leaves has it no more', async () => {
  const { school, staff, a, b, cohort } = await addClass();
  const id = await give(
    staff,
    { kind: 'lessons', lessons: ['course/lesson-1'] },
    { cohorts: [cohort], students: [a.id] }
  );
  expect(await waiting(b)).toEqual([]);
  await join(school, cohort, b);
  expect(await waiting(b)).toMatchObject([{ id, done: 0 }]);
  expect(await standing(staff, id)).toEqual({ students: 2, finished: 0 });
  await complete(db, b.id, 'course/lesson-1', at(2));
  expect(await standing(staff, id)).toEqual({ students: 2, finished: 1 });
  expect(await progress.find(db, staff, school, id)).toMatchObject({ cohorts: ['Spring'] });
  await db.delete(cohortMembers).where(eq(cohortMembers.accountId, b.id));
  expect(await standing(staff, id)).toEqual({ students: 1, finished: 0 });
});

test('questions for a cohort are chosen for each who is in it now', async () => {
  const { school, staff, a, b, cohort } = await addClass();
  await join(school, cohort, b);
  const id = randomUUID();
  const practice = { kind: 'practice' as const, topic: 'lesson.course.lesson-1', questions: 2 };
  const asked = { ...practice, id, due, students: [], cohorts: [cohort] };
  expect(await assign(db, changeBy(staff, noon), asked)).toMatchObject({ outcome: 'done' });
  for (const who of [a, b])
    expect(await waiting(who)).toMatchObject([{ total: 2, address: `/review?assignment=${id}` }]);
  await join(school, cohort, await addMember(db, school));
  expect(await standing(staff, id)).toEqual({ students: 2, finished: 0 });
});

test('sent again it is assigned once, with one quiz of its own; refused, it leaves none', async () => {
  const { school, staff, a } = await addClass();
  const whom = { students: [a.id], cohorts: [], due };
  const task: NewTask = { kind: 'note', item: 'a-note', id: randomUUID(), ...whom };
  const send = (sent: NewTask, now = noon) => assign(db, changeBy(staff, now), sent);
  const quizzesMade = async () => (await quizzes.listForStaff(db, staff, school)).length;
  const stranger = { ...task, students: [randomUUID()] };
  expect(await send(stranger)).toMatchObject({ outcome: 'invalid', field: 'students' });
  expect(await quizzesMade()).toBe(0);
  const done = { outcome: 'done', id: task.id };
  expect(await Promise.all([task, task, task].map((one) => send(one)))).toEqual(
    Array(3).fill(done)
  );
  expect(await quizzesMade()).toBe(1);
  // Though by now it could not be assigned any more.
  expect(await send(task, later(30))).toEqual(done);
  expect(await send({ ...task, due: due + 1 })).toEqual({ outcome: 'taken' });
});

test('a quiz is to be sat since it was assigned; a case note is one, and made once', async () => {
  const { school, staff, a } = await addClass();
  const quiz = await addQuiz(db, staff);
  const early = await begin(db, a, quiz, at(-9));
  await finish(db, early.id, at(-8));
  const id = await give(staff, { kind: 'quiz', quiz: quiz.id }, { students: [a.id] });
  expect(await waiting(a)).toMatchObject([{ done: 0, address: `/quizzes/${quiz.id}` }]);
  const attempt = await begin(db, a, quiz, at(1));
  expect(await standing(staff, id)).toMatchObject({ finished: 0 });
  await finish(db, attempt.id, at(2));
  expect(await standing(staff, id)).toMatchObject({ finished: 1 });

  const notes = [0, 1].map(() => give(staff, { kind: 'note', item: 'a-note' }, { students: [a.id] })); // prettier-ignore
  await notes[0];
  await Promise.all(notes);
  const made = (await quizzes.listForStaff(db, staff, school)).filter(({ rules }) =>
    rules.title.startsWith('Case note')
  );
  expect(made.length).toBeGreaterThan(0);
  expect(made[0]!.rules).toMatchObject({
    title: 'Case note: Write up the visit.',
    composition: { kind: 'chosen', items: ['a-note'] }
  });
  const again = await give(staff, { kind: 'note', item: 'a-note' }, { students: [a.id] });
  expect(await progress.find(db, staff, school, again)).toMatchObject({
    subject: { item: 'a-note', quiz: expect.stringMatching(/^[0-9a-f-]{36}$/) }
  });
  expect(
    (await quizzes.listForStaff(db, staff, school)).filter(({ rules }) =>
      rules.title.startsWith('Case note')
    )
  ).toHaveLength(made.length);
});

test('a goal of recall is reached once, by however many workers, and stays reached', async () => {
  const { staff, a, b } = await addClass();
  const goal = { kind: 'recall' as const, topic: 'lesson.course.lesson-1', share: 0.9, answers: 3 };
  const id = await give(staff, goal, { students: [a.id, b.id] });
  const answered = async (item: string, now: Date) =>
    record(db, a, [answer(item, { answeredAt: now.toISOString() })], now);
  for (const item of items.slice(1)) await answered(item, at(1));
  await settleGoals(db, a.id, at(2));
  expect(await standing(staff, id)).toEqual({ students: 2, finished: 0 });
  await answered('one', at(3));
  await Promise.all([1, 2, 3].map(() => settleGoals(db, a.id, at(4))));
  expect(await standing(staff, id)).toEqual({ students: 2, finished: 1 });
  const before = await db.$client`select * from assignment_goals where assignment_id = ${id}`;
  await settleGoals(db, a.id, later(200));
  expect(await db.$client`select * from assignment_goals where assignment_id = ${id}`).toEqual(before); // prettier-ignore
  expect(await waiting(b, later(1))).toMatchObject([{ id, done: 0, total: 1, address: '/today' }]);
});

test('an extension moves the last day of one student, and the former stays in the record', async () => {
  const { school, staff, a, b } = await addClass();
  const lessons = { kind: 'lessons' as const, lessons: ['course/lesson-1'] };
  const id = await give(staff, lessons, { students: [a.id, b.id] });
  const form = { id: randomUUID(), student: a.id, due: due + 5, reason: 'Was ill.' };
  const extend = (more = {}, who = staff, now = at(1)) =>
    extensions.extend(db, changeBy(who, now), id, { ...form, ...more });
  expect(await Promise.all([extend(), extend()])).toEqual(Array(2).fill({ outcome: 'done', id: form.id })); // prettier-ignore
  const lastDay = async (who: Person) => (await own.waiting(db, who, at(1)))[0]!.daysLeft;
  expect([await lastDay(a), await lastDay(b)]).toEqual([12, 7]);
  await extend({ id: randomUUID(), due: due + 9 }, staff, at(2));
  expect(await lastDay(a)).toBe(16);
  const log = await extensions.list(db, staff, school, id);
  expect(log.map(({ due, reason }) => [due, reason])).toEqual([
    ['2026-03-26', 'Was ill.'],
    ['2026-03-22', 'Was ill.']
  ]);
  const found = (await progress.find(db, staff, school, id))!;
  const students = await progress.studentsOf(db, staff, school, found, at(2));
  expect(students.find((one) => one.id === a.id)).toMatchObject({ extendedTo: '2026-03-26' });
  expect(students.find((one) => one.id === b.id)).toMatchObject({ extendedTo: null });

  const elsewhere = await addClass();
  expect(await extend({ id: randomUUID() }, elsewhere.staff)).toEqual({ outcome: 'missing' });
  expect(await extend({ id: randomUUID() }, a)).toEqual({ outcome: 'missing' });
  expect(await extend({ id: randomUUID(), student: elsewhere.a.id })).toEqual({
    outcome: 'missing'
  });
  expect(await extend({ id: randomUUID(), due: due - 100 })).toMatchObject({ field: 'due' });
  await expect(db.$client`update assignment_extensions set reason = 'x'`.execute()).rejects.toThrow('append-only'); // prettier-ignore
});

test('what cannot be assigned leaves nothing behind', async () => {
  const { school, staff, a } = await addClass();
  const elsewhere = await addClass();
  const foreign = await addQuiz(db, elsewhere.staff);
  const refused: [Asked, object, string][] = [
    [{ kind: 'lessons', lessons: ['course/no-lesson'] }, {}, 'lessons'],
    [{ kind: 'quiz', quiz: foreign.id }, {}, 'quiz'],
    [{ kind: 'recall', topic: 'area.99', share: 0.9, answers: 3 }, {}, 'topic'],
    [{ kind: 'note', item: 'one' }, {}, 'item'],
    [{ kind: 'lessons', lessons: ['course/lesson-1'] }, { cohorts: [elsewhere.cohort] }, 'cohorts'],
    [{ kind: 'lessons', lessons: ['course/lesson-1'] }, { students: [elsewhere.a.id] }, 'students']
  ];
  for (const [asked, more, field] of refused) {
    const task = { ...asked, id: randomUUID(), due, students: [a.id], cohorts: [], ...more };
    expect(await assign(db, changeBy(staff, noon), task as NewTask)).toMatchObject({ field });
  }
  expect(await progress.list(db, staff, school)).toEqual([]);
  expect(await waiting(a)).toEqual([]);
});

test('a calendar has what is due, the exam and the quizzes; its address is told once and can end', async () => {
  const { school, staff, a, b, cohort } = await addClass();
  const quiz = await addQuiz(db, staff, { opensAt: '2026-03-12T09:00:00Z', closesAt: '2026-03-15T01:00:00Z' }); // prettier-ignore
  const id = await give(staff, { kind: 'quiz', quiz: quiz.id }, { cohorts: [cohort] });
  const events = await calendars.own(db, a, a, at(1));
  const told = events.map(({ kind, day, title }) => [kind, day - due, title]);
  expect(told).toEqual([
    ['opens', -5, '“A quiz” opens'],
    // Before 04:00 the day before is not over.
    ['closes', -3, '“A quiz” closes'],
    ['assignment', 0, 'Sit “A quiz”'],
    ['exam', 30, 'Your exam']
  ]);
  expect((await calendars.ofCohort(db, staff, school, cohort, at(1)))!.events).toMatchObject([
    { id: `assignment-${id}`, title: 'Sit “A quiz”: 0 of 1 done' },
    { kind: 'exam', title: 'Exam of Spring' }
  ]);
  expect(await calendars.ofCohort(db, a, school, cohort, at(1))).toBeNull();

  const mine = { cohort: null };
  const first = (await feeds.issue(db, a, mine, at(1)))!;
  const second = (await feeds.issue(db, a, mine, at(2)))!;
  expect(await feeds.read(db, first, at(3))).toBeNull();
  expect((await feeds.read(db, second, at(3)))!.events).toHaveLength(4);
  const rows = await db.$client`select hash from calendar_feeds where account_id = ${a.id}`;
  expect(rows).toHaveLength(1);
  expect(rows[0]!.hash).not.toContain(second);
  await feeds.revoke(db, a.id, mine);
  expect(await feeds.read(db, second, at(3))).toBeNull();

  const scope = { cohort, school };
  for (const who of [a, b]) expect(await feeds.issue(db, who, scope, at(1))).toBeNull();
  const elsewhere = await addClass();
  expect(await feeds.issue(db, elsewhere.staff, scope, at(1))).toBeNull();
  const staffs = (await feeds.issue(db, staff, scope, at(1)))!;
  expect(await feeds.read(db, staffs, at(1))).toMatchObject({ name: 'Spring' });
  await db.$client`delete from members where account_id = ${staff.id}`;
  expect(await feeds.read(db, staffs, at(1))).toBeNull();
});
