import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { record, undo, type Learner } from '../../src/lib/server/answers';
import { syncContent } from '../../src/lib/server/content/sync';
import { complete } from '../../src/lib/server/reading';
import type { Db } from '../../src/lib/server/db/connect';
import * as plans from '../../src/lib/server/plans';
import { progress } from '../../src/lib/server/progress';
import { fewestForetold } from '../../src/lib/domain/calibration';
import { studyDay } from '../../src/lib/domain/day';
import { Again, fsrs6, Good } from '../../src/lib/domain/memory';
import { defaultPlan } from '../../src/lib/domain/plan';
import { freshDatabase } from './database';
import { after, answer, catalogueOf, choiceItem, days, learner, noon } from './fixtures';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
const today = studyDay(noon, 'UTC');
const item = (id: string, area: string, objective: string) => ({
  ...choiceItem(id),
  area,
  objective
});
const first = [item('one', '4', 'a'), item('two', '4', 'b'), item('three', '6', 'b')];
const second = [
  ...Array.from({ length: 9 }, (_, i) => item(`more-${i}`, '5', 'c')),
  { ...item('kept', '5', 'c'), reserved: true }
];
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await syncContent(db, catalogueOf(first, second), noon);
});
afterAll(() => database.close());

const wrong = { response: { option: 'a' } };
const on = (day: number) => after(noon, days(day));
/** An answer given so many days after noon. */
const given = (id: string, day: number, changes = {}) =>
  answer(id, { answeredAt: on(day).toISOString(), ...changes });
const plan = (student: Learner, changes: Partial<typeof defaultPlan>) =>
  plans.save(db, student.id, { ...defaultPlan, ...changes });

test('of somebody who has not begun, everything is told, and nothing is nothing', async () => {
  const student = await learner(db);
  const { all, lessons, areas, calendar, streak, ahead, told, exam } = await progress(
    db,
    student,
    noon
  );
  const none = { answered: 0, recall: null };
  expect(all).toEqual({ items: 12, ...none });
  expect(lessons).toMatchObject([
    { lesson: 'course/lesson-1', completedAt: null, items: 3, ...none },
    { lesson: 'course/lesson-2', completedAt: null, items: 9, ...none }
  ]);
  expect(areas.map(({ area, items }) => [area, items])).toEqual([
    ['1', 0],
    ['2', 0],
    ['3', 0],
    ['4', 2],
    ['5', 9],
    ['6', 1],
    ['7', 0]
  ]);
  // The 10th is a Tuesday; 52 weeks before its Monday.
  expect(calendar).toEqual({ from: '2025-03-10', to: '2026-03-10', days: [] });
  expect(streak).toEqual({ current: 0, best: 0, isToday: false, hasGrace: false });
  expect(ahead.days).toHaveLength(30);
  expect(ahead.days.every(({ minutes }) => minutes === 0)).toBe(true);
  expect(ahead).toMatchObject({ secondsEach: 20, target: 0.9, dailyMinutes: 20, later: 0 });
  expect(told).toEqual({ answers: 0, missing: fewestForetold, calibration: null });
  expect(exam).toBeNull();
});

describe('after three answers, of which one was wrong and one is taken back', () => {
  let student: Learner;
  beforeAll(async () => {
    student = await learner(db);
    const taken = answer('three');
    await record(db, student, [answer('one'), answer('two', wrong), taken], noon);
    await undo(db, student, taken.id, noon);
    await complete(db, student.id, 'course/lesson-1', noon);
  });

  // A first Good has a stability of 2.3065 days, a first Again one of .212; each as FSRS-6 says.
  const right = fsrs6.recall(2.3065, 1);
  const missed = fsrs6.recall(0.212, 1);
  const mean = expect.closeTo((right + missed) / 2, 9);

  test('recall is told by lesson, by objective and by area', async () => {
    const { all, lessons, areas } = await progress(db, student, on(1));
    expect(right).toBeCloseTo(0.9467, 3);
    expect(all).toEqual({ items: 12, answered: 2, recall: mean });
    expect(lessons[0]).toEqual({
      lesson: 'course/lesson-1',
      title: 'Lesson 1',
      completedAt: noon.toISOString(),
      items: 3,
      answered: 2,
      recall: mean,
      objectives: [
        { id: 'a', text: 'a', items: 1, answered: 1, recall: expect.closeTo(right, 9) },
        { id: 'b', text: 'b', items: 2, answered: 1, recall: expect.closeTo(missed, 9) }
      ]
    });
    expect(areas[3]).toEqual({
      area: '4',
      title: 'Benefits and physiological effects of soft-tissue manipulation',
      weight: 15,
      items: 2,
      answered: 2,
      recall: mean
    });
    expect(areas[5]).toMatchObject({ area: '6', items: 1, answered: 0, recall: null });
  });

  test('days count what stands', async () => {
    const { calendar, streak } = await progress(db, student, on(1));
    expect(calendar.days).toEqual([{ date: '2026-03-10', answers: 2, correct: 1 }]);
    expect(streak).toEqual({ current: 1, best: 1, isToday: false, hasGrace: true });
  });

  test('what comes is reckoned in minutes at the learner’s own pace', async () => {
    const { ahead } = await progress(db, student, on(1));
    // Every answer took four seconds, the one that was taken back too.
    expect(ahead.secondsEach).toBe(4);
    const [now, then] = ahead.days;
    expect(now).toMatchObject({ date: '2026-03-11', due: 1 });
    expect(now!.repeats).toBeCloseTo(1 - missed, 9);
    expect(now!.minutes).toBeCloseTo(((2 - missed) * 4) / 60, 9);
    expect(then).toMatchObject({ date: '2026-03-12', due: 1 });
  });

  test('what is set aside is not asked, but is not forgotten either', async () => {
    await db.$client`insert into card_marks (account_id, item_id, kind, at)
      values (${student.id}, 'two', 'suspended', ${noon.toISOString()})`;
    const { all, ahead } = await progress(db, student, on(1));
    expect(ahead.days[0]).toMatchObject({ due: 0, repeats: 0 });
    expect(all.answered).toBe(2);
  });
});

test('items that are retired or kept for quizzes count nowhere', async () => {
  const student = await learner(db);
  await db.$client`insert into cards (account_id, item_id, stability, difficulty, first_day,
      last_day, due_day, reps, lapses, last_answer_id, last_answered_at, revision)
    values (${student.id}, 'kept', 9, 5, ${today}, ${today}, ${today}, 1, 0, ${v7()},
      ${noon.toISOString()}, ${v7()})`;
  const { all, ahead } = await progress(db, student, noon);
  expect([all.items, all.answered, ahead.days[0]!.due]).toEqual([12, 0, 0]);
});

test('a mountain of reviews is spread over days that hold it, none of them in a pause', async () => {
  const student = await learner(db);
  const slow = { latencyMs: 60_000 };
  await record(
    db,
    student,
    second.slice(0, 9).map(({ id }) => answer(id, slow)),
    noon
  );
  const pause = { from: today + 21, until: today + 22 };
  await plan(student, { dailyMinutes: 5, pause });
  const { ahead } = await progress(db, student, on(20));
  const minutes = ahead.days.map((day) => Math.round(day.minutes));
  // Nine are overdue, of which some will be missed and asked again: five minutes a day hold five.
  expect(minutes.slice(0, 4)).toEqual([5, 0, 0, 5]);
  expect(ahead.days.slice(0, 5).map(({ due }) => due)).toEqual([5, 0, 0, 4, 0]);
  expect(ahead.dailyMinutes).toBe(5);
});

test('study days in a row are counted by the plan', async () => {
  const student = await learner(db);
  for (const day of [0, 1, 5, 6]) await record(db, student, [given('one', day)], on(day));
  expect((await progress(db, student, on(6))).streak).toMatchObject({ current: 2, best: 2 });
  await plan(student, { pause: { from: today + 2, until: today + 3 } });
  expect((await progress(db, student, on(6))).streak).toEqual({
    current: 4,
    best: 4,
    isToday: true,
    hasGrace: false
  });
});

test('what we said is held against what came, once there is enough of it', async () => {
  const student = await learner(db);
  // Twelve items, each asked when a day has passed: a first answer foretells nothing.
  const asked = [...first, ...second.slice(0, 9)];
  for (let day = 0; day < 5; day++)
    await record(
      db,
      student,
      asked.map(({ id }, i) => given(id, day, i === 0 ? { confidence: 'guessed' } : {})),
      on(day)
    );
  const few = await progress(db, student, on(4));
  expect(few.told).toEqual({ answers: 48, missing: 2, calibration: null });

  await record(db, student, [given('one', 5), given('two', 5, wrong)], on(5));
  const { told } = await progress(db, student, on(5));
  expect(told).toMatchObject({ answers: 50, missing: 0 });
  const { all, bins } = told.calibration!;
  // One of fifty was wrong; four more were said to be guesses.
  expect([all.n, all.right.share, all.known.share]).toEqual([50, 0.98, 0.9]);
  // Three options: a third of what is not remembered is guessed.
  expect(all.said).toBeCloseTo(all.recall + (1 - all.recall) / 3, 9);
  expect(bins.reduce((sum, { n }) => sum + n, 0)).toBe(50);
});

test('before an exam, recall is told for its day, with and without today’s work', async () => {
  const student = await learner(db);
  await record(db, student, [answer('one'), answer('three', wrong)], noon);
  await plan(student, { examDay: today + 30 });
  const { exam, ahead } = await progress(db, student, on(10));
  expect(ahead.target).toBe(0.85);
  expect(exam).toMatchObject({ date: '2026-04-09', daysLeft: 20, cohort: null });
  const without = [fsrs6.recall(2.3065, 30), fsrs6.recall(0.212, 30)];
  expect(exam!.recall!.n).toBe(2);
  expect(exam!.recall!.without).toBeCloseTo((without[0]! + without[1]!) / 2, 9);
  // Each is either known today, or missed and learned again at once.
  const good = { stability: 2.3065, difficulty: 2.11810397 };
  const known = fsrs6.recall(good.stability, 10);
  const passed = fsrs6.next(good, 10, Good);
  const learned = fsrs6.next(fsrs6.next(good, 10, Again), 0, Good);
  const later =
    known * fsrs6.recall(passed.stability, 20) + (1 - known) * fsrs6.recall(learned.stability, 20);
  expect(exam!.areas[0]).toEqual({
    area: '4',
    title: 'Benefits and physiological effects of soft-tissue manipulation',
    n: 1,
    without: expect.closeTo(without[0]!, 9),
    withToday: expect.closeTo(later, 6)
  });
  expect(exam!.areas.map(({ area }) => area)).toEqual(['4', '6']);
  expect((await progress(db, student, on(31))).exam).toBeNull();
});
