import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { record, undo, type Learner } from '../../src/lib/server/answers';
import type { Db } from '../../src/lib/server/db/connect';
import { cards } from '../../src/lib/server/db/schema/answers';
import { cardMarks, cohortMembers, cohorts } from '../../src/lib/server/db/schema/plans';
import { costs } from '../../src/lib/server/plan-costs';
import { read, reschedule, save } from '../../src/lib/server/plans';
import { rebuild } from '../../src/lib/server/replay';
import { studyDay } from '../../src/lib/domain/day';
import { defaultPlan, type Plan } from '../../src/lib/domain/plan';
import { freshDatabase } from './database';
import { after, answer, days, learner, noon, ship } from './fixtures';
import { addMember, addSchool } from './quiz-fixtures';

const items = Array.from({ length: 12 }, (_, i) => `item-${i}`);
const today = studyDay(noon, 'UTC');

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await ship(db, ...items);
});
afterAll(() => database.close());

const cardsOf = ({ id }: Learner) =>
  db.select().from(cards).where(eq(cards.accountId, id)).orderBy(cards.itemId);
const planned = (changes: Partial<Plan>): Plan => ({ ...defaultPlan, ...changes });

/** A student who has answered every item twice, ten days apart. */
async function studied(): Promise<Learner> {
  const student = await learner(db);
  for (const moment of [noon, after(noon, days(10))])
    await record(
      db,
      student,
      items.map((item) => answer(item, { answeredAt: moment.toISOString() })),
      moment
    );
  return student;
}

test('a plan is read as it was saved; who has saved none has the usual one', async () => {
  const student = await learner(db);
  expect(await read(db, student.id)).toEqual({ plan: defaultPlan, cohort: null });
  const plan = planned({
    examDay: today + 30,
    targetRecall: 0.93,
    dailyMinutes: 45,
    easyDays: [6, 7],
    pause: { from: today + 3, until: today + 9 },
    remindHour: 0
  });
  expect(await save(db, student.id, plan)).toMatchObject({ plan, before: defaultPlan });
  expect(await read(db, student.id)).toEqual({ plan, cohort: null });
  await save(db, student.id, defaultPlan);
  expect((await read(db, student.id)).plan).toEqual(defaultPlan);
});

test('the exam of the cohort holds until one has a date of one’s own', async () => {
  const school = await addSchool(db);
  const student = await addMember(db, school);
  const cohort = { id: randomUUID(), schoolId: school, name: 'Evening class', createdAt: noon };
  await db.insert(cohorts).values({ ...cohort, examDay: today + 40 });
  await record(db, student, [answer('item-0')], noon);
  await record(
    db,
    student,
    [answer('item-0', { answeredAt: after(noon, days(10)).toISOString() })],
    after(noon, days(10))
  );
  const member = { schoolId: school, cohortId: cohort.id, accountId: student.id };
  await db.insert(cohortMembers).values(member);
  expect((await read(db, student.id)).cohort).toEqual({
    cohort: 'Evening class',
    day: today + 40
  });
  expect(await reschedule(db, student.id)).toEqual({ sooner: 0, later: 1 });
  expect(await reschedule(db, student.id)).toEqual({ sooner: 0, later: 0 });
  // With an exam of one's own nothing changes: there was one to learn for.
  expect((await save(db, student.id, planned({ examDay: today + 20 }))).moved).toEqual({
    sooner: 0,
    later: 0
  });
});

test('a save says how many questions move, and moves their days but no memory', async () => {
  const student = await studied();
  const before = await cardsOf(student);
  const tight = await save(db, student.id, planned({ targetRecall: 0.95 }));
  expect(tight.moved).toEqual({ sooner: items.length, later: 0 });
  const loose = await save(db, student.id, planned({ examDay: today + 60 }));
  expect(loose.moved).toEqual({ sooner: 0, later: items.length });
  const still = await save(db, student.id, planned({ examDay: today + 60, dailyMinutes: 60 }));
  expect(still.moved).toEqual({ sooner: 0, later: 0 });
  const memory = (rows: typeof before) => rows.map(({ dueDay: _, revision: __, ...rest }) => rest);
  expect(memory(await cardsOf(student))).toEqual(memory(before));
  expect(await rebuild(db)).toMatchObject({ differences: [] });
});

test('what two tabs change is brought together, and the second is told', async () => {
  const student = await learner(db);
  const seen = (await read(db, student.id)).plan;
  await save(db, student.id, planned({ examDay: today + 9, dailyMinutes: 30 }), seen);
  const second = await save(db, student.id, planned({ dailyMinutes: 45, remindHour: 7 }), seen);
  const plan = planned({ examDay: today + 9, dailyMinutes: 45, remindHour: 7 });
  expect(second).toMatchObject({ plan, kept: ['examDay'], replaced: ['dailyMinutes'] });
  expect((await read(db, student.id)).plan).toEqual(plan);
});

/** Saves a plan by its bare row, as if it were in the middle of it: `work` meets it there. */
async function amid(student: Learner, targetRecall: number, work: () => Promise<unknown>) {
  let meeting: Promise<unknown>;
  await db.$client.begin(async (tx) => {
    await tx`select from accounts where id = ${student.id} for update`;
    meeting = work();
    await vi.waitFor(async () => {
      const waiting = await tx`select from pg_locks
        where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))`;
      expect(waiting.count).toBeGreaterThan(0);
    }, 10_000);
    await tx`insert into plans ${tx({ account_id: student.id, target_recall: targetRecall, daily_minutes: 20, easy_days: [] })}`;
  });
  await meeting!;
}

test('an answer that was read before a plan is saved and written after is computed anew', async () => {
  const student = await learner(db);
  await amid(student, 0.97, () => record(db, student, [answer('item-0')], noon));
  expect(await cardsOf(student)).toMatchObject([{ dueDay: today + 1 }]);
  expect(await rebuild(db)).toMatchObject({ differences: [] });
});

test('so is an answer that is taken back', async () => {
  const student = await learner(db);
  const later = after(noon, days(1));
  const second = answer('item-0', { answeredAt: later.toISOString() });
  await record(db, student, [answer('item-0')], noon);
  await record(db, student, [second], later);
  await amid(student, 0.97, () => undo(db, student, second.id, later));
  expect(await cardsOf(student)).toMatchObject([{ reps: 1, dueDay: today + 1 }]);
  expect(await rebuild(db)).toMatchObject({ differences: [] });
});

test('whatever is answered while plans are saved, no card keeps the old target', async () => {
  const later = after(noon, days(20));
  const student = await studied();
  const fresh = await learner(db);
  const saves = async ({ id }: Learner) => {
    for (const targetRecall of [0.95, 0.8, 0.93]) await save(db, id, planned({ targetRecall }));
  };
  const answers = (who: Learner) =>
    items.map((item) => {
      const answeredAt = later.toISOString();
      return record(db, who, [answer(item, { answeredAt })], later);
    });
  await Promise.all([saves(student), ...answers(student), saves(fresh), ...answers(fresh)]);
  expect(await cardsOf(fresh)).toHaveLength(items.length);
  expect(await rebuild(db)).toMatchObject({ differences: [] });
});

test('what each target costs rests on the questions that are asked', async () => {
  const student = await learner(db);
  const targets = [0.8, 0.9, 0.95];
  const moment = after(noon, days(10));
  expect(await costs(db, student, targets, moment)).toEqual({
    questions: 0,
    fresh: 0,
    costs: targets.map((target) => ({ target, reviews: 0, minutes: 0 }))
  });
  const pair = await studied();
  await db
    .insert(cardMarks)
    .values({ accountId: pair.id, itemId: 'item-0', kind: 'known', at: noon });
  const { questions, fresh, costs: found } = await costs(db, pair, targets, moment);
  expect([questions, fresh]).toEqual([items.length - 1, 0]);
  expect(found.map(({ target }) => target)).toEqual(targets);
  const minutes = found.map((cost) => cost.minutes);
  expect(minutes).toEqual([...minutes].sort((a, b) => a - b));
  expect(minutes[0]).toBeGreaterThan(0);
});

test('new questions go on as in the last weeks, while there are some', async () => {
  const student = await learner(db);
  await record(
    db,
    student,
    items.slice(0, 4).map((item) => answer(item)),
    noon
  );
  const { questions, fresh } = await costs(db, student, [0.9], noon);
  expect([questions, fresh]).toEqual([4, 4 / 28]);
  const muchLater = await costs(db, student, [0.9], after(noon, days(28)));
  expect(muchLater.fresh).toBe(0);
});
