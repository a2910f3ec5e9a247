import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { record } from '../../src/lib/server/answers';
import * as cohortStudents from '../../src/lib/server/cohort-students';
import * as cohorts from '../../src/lib/server/cohorts';
import type { Db } from '../../src/lib/server/db/connect';
import { start } from '../../src/lib/server/jobs';
import * as plans from '../../src/lib/server/plans';
import { schedulings } from '../../src/lib/server/schedulings';
import { reschedule, rescheduleAll } from '../../src/lib/server/tasks/reschedule';
import type { Actor } from '../../src/lib/domain/actor';
import { studyDay } from '../../src/lib/domain/day';
import { defaultPlan } from '../../src/lib/domain/plan';
import { freshDatabase } from './database';
import { after, answer, days, learner, noon, ship } from './fixtures';
import { addMember, addSchool } from './quiz-fixtures';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
let worker: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await ship(db, 'one', 'two');
  worker = await start(database.url, [reschedule]);
});
afterAll(async () => {
  await worker.stop();
  await database.close();
});

const today = studyDay(noon, 'UTC');
const exam = today + 60;
const by = (actor: Actor, school = actor.memberships[0]!.school): cohorts.Change => ({
  actor,
  school,
  today,
  now: noon
});

/** A school with an instructor, two students, and a cohort of nobody. */
async function schoolWith(examDate: number | null = null) {
  const school = await addSchool(db);
  const staff = await addMember(db, school, 'instructor');
  const [student, other] = [await addMember(db, school), await addMember(db, school)];
  const made = await cohorts.create(db, by(staff), { name: 'Evenings', examDate });
  if (made.outcome !== 'done') throw new Error(made.outcome);
  return { school, staff, student, other, id: made.id };
}

const examDayOf = async (account: string) =>
  (await schedulings(db.$client, [account])).get(account)!.examDay;

/** The days of an account's cards, once no job is left. */
const dueOf = async (account: string) => {
  await vi.waitFor(
    async () => expect([...(await db.$client`select from graphile_worker.jobs`)]).toEqual([]),
    10_000
  );
  const cards = await db.$client<{ due: number }[]>`
    select due_day as due from cards where account_id = ${account} order by item_id`;
  return cards.map(({ due }) => due);
};

const deeds = async (school: string) => {
  const rows = await db.$client<{ action: string }[]>`
    select action from audit where school_id = ${school} order by action`;
  return rows.map(({ action }) => action);
};

test('a cohort is made, filled, changed and removed, and each deed is noted', async () => {
  const { school, staff, student, other, id } = await schoolWith(exam);
  expect(await cohorts.list(db, staff, school)).toEqual([
    { id, name: 'Evenings', examDay: exam, students: 0 }
  ]);

  const both = { add: [student.id, other.id], remove: [] };
  expect(await cohorts.changeMembers(db, by(staff), id, both)).toEqual({ outcome: 'done', id });
  await cohorts.changeMembers(db, by(staff), id, { add: [student.id], remove: [other.id] });
  const all = await cohortStudents.list(db, staff, school, id);
  expect(new Map(all.map((row) => [row.id, row.chosen]))).toEqual(
    new Map([
      [student.id, true],
      [other.id, false]
    ])
  );

  await cohorts.update(db, by(staff), id, { name: 'Mornings', examDate: null });
  expect(await cohorts.find(db, staff, school, id)).toEqual({
    id,
    name: 'Mornings',
    examDay: null,
    students: 1
  });
  expect(await cohorts.remove(db, by(staff), id)).toEqual({ outcome: 'done', id });
  expect(await cohorts.remove(db, by(staff), id)).toEqual({ outcome: 'missing' });
  expect(await cohorts.list(db, staff, school)).toEqual([]);
  expect(await deeds(school)).toEqual([
    'cohort.change',
    'cohort.create',
    'cohort.members',
    'cohort.members',
    'cohort.remove'
  ]);
});

test('what changes nothing is not noted', async () => {
  const { school, staff, student, id } = await schoolWith();
  await cohorts.update(db, by(staff), id, { name: 'Evenings', examDate: null });
  await cohorts.changeMembers(db, by(staff), id, { add: [], remove: [student.id] });
  expect(await deeds(school)).toEqual(['cohort.create']);
});

test('a name is taken once in a school, and a date that is over may only stay', async () => {
  const { staff, id } = await schoolWith(exam);
  const names = { outcome: 'invalid', field: 'name' };
  const dates = { outcome: 'invalid', field: 'examDate' };
  const rules = { name: 'Evenings', examDate: null };
  expect(await cohorts.create(db, by(staff), rules)).toMatchObject(names);
  const second = await cohorts.create(db, by(staff), { ...rules, name: 'Weekends' });
  if (second.outcome !== 'done') throw new Error(second.outcome);
  expect(await cohorts.update(db, by(staff), second.id, rules)).toMatchObject(names);
  expect((await schoolWith()).id).not.toBe(id); // the same name elsewhere

  const past = { name: 'Past', examDate: today - 1 };
  expect(await cohorts.create(db, by(staff), past)).toMatchObject(dates);
  expect(await cohorts.update(db, by(staff), id, past)).toMatchObject(dates);
  const later = { ...by(staff), today: exam + 1, now: after(noon, days(61)) };
  const kept = { name: 'Past', examDate: exam };
  expect(await cohorts.update(db, later, id, kept)).toMatchObject({ outcome: 'done' });
});

test('for a student, and for staff of another school, there is none', async () => {
  const { school, staff, student, other, id } = await schoolWith();
  const elsewhere = await schoolWith();
  const ours = { name: 'Ours', examDate: null };
  const add = { add: [other.id], remove: [] };
  const strangers: cohorts.Change[] = [
    by(student),
    by(elsewhere.staff, school),
    // Through the school that is one's own.
    by(elsewhere.staff)
  ];
  for (const change of strangers) {
    expect(await cohorts.find(db, change.actor, change.school, id)).toBeNull();
    for (const outcome of [
      await cohorts.update(db, change, id, ours),
      await cohorts.changeMembers(db, change, id, add),
      await cohorts.remove(db, change, id)
    ])
      expect(outcome).toEqual({ outcome: 'missing' });
  }
  for (const change of strangers.slice(0, 2)) {
    expect(await cohorts.list(db, change.actor, school)).toEqual([]);
    expect(await cohortStudents.list(db, change.actor, school, id)).toEqual([]);
    expect(await cohorts.create(db, change, ours)).toEqual({ outcome: 'missing' });
  }
  expect(await cohorts.find(db, staff, school, 'no-such-id')).toBeNull();
  expect(await cohorts.find(db, staff, school, id)).toMatchObject({ students: 0 });
});

test('only students of the school come in, and if one is not, nobody does', async () => {
  const { school, staff, student, id } = await schoolWith();
  const stranger = (await schoolWith()).student;
  for (const foreign of [stranger.id, staff.id]) {
    const add = [student.id, foreign];
    const refused = await cohorts.changeMembers(db, by(staff), id, { add, remove: [] });
    expect(refused).toMatchObject({ outcome: 'invalid', field: 'add' });
  }
  expect(await cohorts.find(db, staff, school, id)).toMatchObject({ students: 0 });
});

test('the exam of a cohort holds for its students until they have a date of their own', async () => {
  const { school, staff, student, id } = await schoolWith(exam);
  expect(await examDayOf(student.id)).toBeNull();
  await cohorts.changeMembers(db, by(staff), id, { add: [student.id], remove: [] });
  expect(await examDayOf(student.id)).toBe(exam);

  await plans.save(db, student.id, { ...defaultPlan, examDay: exam - 7 });
  expect(await examDayOf(student.id)).toBe(exam - 7);
  await cohorts.update(db, by(staff), id, { name: 'Evenings', examDate: exam + 7 });
  expect(await examDayOf(student.id)).toBe(exam - 7);
  const [row] = await cohortStudents
    .list(db, staff, school, id)
    .then((all) => all.filter((one) => one.id === student.id));
  expect(row).toMatchObject({ chosen: true, examDay: exam - 7 });

  await plans.save(db, student.id, defaultPlan);
  expect(await examDayOf(student.id)).toBe(exam + 7);
  await cohorts.remove(db, by(staff), id);
  expect(await examDayOf(student.id)).toBeNull();
});

test('each change of the exam moves the days of the cards of those it is for', async () => {
  const { staff, student, other, id } = await schoolWith();
  for (const who of [student, other])
    for (const [at, item] of [noon, after(noon, days(3))].flatMap((at) =>
      ['one', 'two'].map((item) => [at, item] as const)
    ))
      await record(db, who, [answer(item, { answeredAt: at.toISOString() })], at);
  const usual = await dueOf(student.id);
  const expectLater = async () => {
    const due = await dueOf(student.id);
    expect(due.every((day, i) => day > usual[i]!)).toBe(true);
  };

  await cohorts.changeMembers(db, by(staff), id, { add: [student.id], remove: [] });
  expect(await dueOf(student.id)).toEqual(usual);
  // With an exam ahead less is asked for until then: cards come back later.
  await cohorts.update(db, by(staff), id, { name: 'Evenings', examDate: exam });
  await expectLater();
  const ofOthers = await dueOf(other.id);
  await cohorts.changeMembers(db, by(staff), id, { add: [], remove: [student.id] });
  expect(await dueOf(student.id)).toEqual(usual);
  await cohorts.changeMembers(db, by(staff), id, { add: [student.id], remove: [] });
  await expectLater();
  await cohorts.remove(db, by(staff), id);
  expect(await dueOf(student.id)).toEqual(usual);
  expect(await dueOf(other.id)).toEqual(ofOthers);
});

test('after an update the cards of everybody come on the days of the new rules', async () => {
  const students = [await learner(db), await learner(db)];
  for (const student of students) await record(db, student, [answer('one')], noon);
  const due = await dueOf(students[0]!.id);
  // As another release has left them.
  await db.$client`update cards set due_day = due_day + 3`;
  await rescheduleAll(db);
  for (const { id } of students) expect(await dueOf(id)).toEqual(due);
});
