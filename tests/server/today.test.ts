import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { record, undo, type Learner } from '../../src/lib/server/answers';
import { lessonsOf } from '../../src/lib/server/content/catalogue';
import { readContent } from '../../src/lib/server/content/read';
import { syncContent } from '../../src/lib/server/content/sync';
import { complete } from '../../src/lib/server/reading';
import type { Db } from '../../src/lib/server/db/connect';
import * as plans from '../../src/lib/server/plans';
import { today } from '../../src/lib/server/reviews';
import { studyDay } from '../../src/lib/domain/day';
import { keyOf } from '../../src/lib/domain/items/registry';
import { defaultWeights, fsrs6, memoryModel } from '../../src/lib/domain/memory';
import { defaultPlan, type Plan } from '../../src/lib/domain/plan';
import { freshDatabase } from './database';
import { after, answer, days, learner, noon } from './fixtures';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
const content = readContent('content');
const lessons = content.courses.flatMap(lessonsOf);
const [first, second] = lessons as [(typeof lessons)[number], (typeof lessons)[number]];
const asked = (lesson: typeof first) => lesson.items.filter(({ reserved }) => !reserved);
const day = studyDay(noon, 'UTC');
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await syncContent(db, content, noon);
});
afterAll(() => database.close());

const plan = (student: Learner, changes: Partial<Plan>) =>
  plans.save(db, student.id, { ...defaultPlan, ...changes });

/** Answers items rightly, slowly: 40 seconds each. */
async function know(student: Learner, items: { id: string }[], at: Date) {
  const answers = items.map(({ id }) => {
    const item = lessons.flatMap((lesson) => lesson.items).find((each) => each.id === id)!;
    const given = { response: keyOf(item), latencyMs: 40_000, answeredAt: at.toISOString() };
    return answer(id, given);
  });
  const results = await record(db, student, answers, at);
  expect(results.map(({ status }) => status)).toEqual(answers.map(() => 'recorded'));
  return answers;
}

/** A student who knew the first two lessons. */
async function reader(since = noon): Promise<Learner> {
  const student = await learner(db);
  await know(student, [...asked(first), ...asked(second)], since);
  return student;
}
const idsOf = (queue: { item: string }[]) => queue.map(({ item }) => ({ id: item }));

describe('a day’s share', () => {
  const later = after(noon, days(10));

  test('holds what the minutes of the plan hold, and is done when that is answered', async () => {
    const student = await reader();
    await plan(student, { dailyMinutes: 5 });
    const share = await today(db, student, 200, later);
    expect(share.due).toBeGreaterThanOrEqual(5);
    expect(share.due).toBeLessThanOrEqual(8);
    expect(share).toMatchObject({ new: 0, minutes: 6, done: 0, more: true, afterBreak: true });
    expect(share.queue).toHaveLength(share.due);

    const [answered] = await know(student, idsOf(share.queue).slice(0, 1), later);
    const rest = await today(db, student, 200, later);
    expect(rest.due).toBe(share.due - 1);
    expect(rest.done).toBeGreaterThan(0);
    await undo(db, student, answered!.id, later);
    expect(idsOf((await today(db, student, 200, later)).queue)).toEqual(idsOf(share.queue));

    await know(student, idsOf(share.queue), later);
    const done = await today(db, student, 200, later);
    expect(done).toMatchObject({ due: 0, minutes: 0, more: true, queue: [] });
    expect(done.nextDue).toBe('2026-03-21');
    const more = await today(db, student, 200, later, true);
    expect(more.due).toBeGreaterThan(share.due);
    expect(idsOf(more.queue)).not.toEqual(expect.arrayContaining(idsOf(share.queue).slice(0, 1)));
  });

  test('no break is spoken of where everything fits, nor after a day or two', async () => {
    const student = await reader();
    expect(await today(db, student, 0, later)).toMatchObject({ more: false, afterBreak: false });
    await plan(student, { dailyMinutes: 5 });
    const soon = after(noon, days(3));
    expect(await today(db, student, 0, soon)).toMatchObject({ more: true, afterBreak: false });
  });

  test('in a pause nothing is due, and all of it is after it', async () => {
    const student = await reader();
    await plan(student, { pause: { from: day + 9, until: day + 12 } });
    expect(await today(db, student, 20, later)).toMatchObject({
      ...{ due: 0, new: 0, minutes: 0, more: false, queue: [] },
      pausedUntil: '2026-03-22',
      nextDue: '2026-03-23'
    });
    const share = await today(db, student, 20, after(noon, days(13)));
    expect(share.pausedUntil).toBeNull();
    expect(share.due).toBeGreaterThan(0);
  });

  test('each entry names its lesson, and siblings stand apart', async () => {
    const student = await reader();
    const { queue } = await today(db, student, 200, later);
    const of = new Map(lessons.flatMap((l) => l.items.map((item) => [item.id, { l, item }])));
    for (const { item, lesson } of queue)
      expect(lesson).toEqual({ id: of.get(item)!.l.id, title: of.get(item)!.l.title });
    const meets = queue.slice(1).filter(({ item }, i) => {
      const [a, b] = [of.get(item)!, of.get(queue[i]!.item)!];
      return a.l === b.l && a.item.objective === b.item.objective;
    });
    expect(meets).toEqual([]);
  });
});

describe('new questions', () => {
  test('wait until what their lesson builds on is known, and it is said', async () => {
    const student = await learner(db);
    await plan(student, { dailyMinutes: 60 });
    await know(student, asked(first), noon);
    const late = after(noon, days(60));
    await complete(db, student.id, second.id, late);
    const locked = await today(db, student, 200, late);
    expect(locked).toMatchObject({ new: 0, due: asked(first).length });
    expect(locked.waiting).toMatchObject({
      why: 'prerequisite',
      lesson: { id: second.id, title: second.title },
      prerequisite: { id: first.id, title: first.title }
    });
    expect((locked.waiting as { recall: number }).recall).toBeLessThan(0.8);

    await know(student, idsOf(locked.queue), late);
    const open = await today(db, student, 200, late);
    expect(open).toMatchObject({ due: 0, new: asked(second).length, waiting: null });
  });
});

describe('an exam', () => {
  const at = after(noon, days(30));
  const on = (days: number) => ({ examDay: day + 30 + days });

  test('far ahead says how many days are left and what is expected, by area', async () => {
    const student = await reader();
    await plan(student, on(20));
    const { exam, due, queue } = await today(db, student, 200, at);
    expect(exam).toMatchObject({ date: '2026-04-29', daysLeft: 20, phase: 'far', cohort: null });
    const { recall, areas } = exam!;
    expect(recall!.n).toBe(asked(first).length + asked(second).length);
    expect(recall!.withToday).toBeGreaterThan(recall!.without + 0.05);
    expect(areas.reduce((sum, { n }) => sum + n, 0)).toBe(recall!.n);
    expect(areas.every(({ title }) => title.length > 1)).toBe(true);
    expect(due).toBe(queue.filter(({ reason }) => ['due', 'warm-up'].includes(reason)).length);
    await know(student, idsOf(queue), at);
    const done = (await today(db, student, 0, at)).exam!.recall!;
    expect(done.without).toBeCloseTo(done.withToday);
    expect(done.without).toBeGreaterThan(recall!.withToday);
  });

  test('near ahead decides the order: gain by then, a last look, nothing new', async () => {
    const student = await reader(after(noon, days(28)));
    await complete(db, student.id, lessons[2]!.id, noon);
    await plan(student, { ...on(10), dailyMinutes: 60 });
    const { exam, queue } = await today(db, student, 200, at);
    expect(exam!.phase).toBe('final');
    expect(new Set(queue.map(({ reason }) => reason))).toEqual(new Set(['warm-up', 'exam', 'new']));
    await plan(student, { ...on(6), dailyMinutes: 60 });
    const near = await today(db, student, 200, at);
    expect(near).toMatchObject({ new: 0, waiting: { why: 'exam' }, exam: { phase: 'last-look' } });

    // what hardly fades is seen once more too: a part of it each day, in the time that is left
    await know(student, idsOf(near.queue).slice(0, 14), at);
    await db.$client`update cards set stability = 5000
      where account_id = ${student.id} and last_day = ${day + 28}`;
    const { queue: next } = await today(db, student, 200, after(at, days(1)));
    const looks = next.filter(({ reason }) => reason === 'last-look');
    expect(looks).toHaveLength(2);
  });

  test('that is over is named, and changes nothing', async () => {
    const student = await reader();
    await plan(student, on(-1));
    const { exam, queue } = await today(db, student, 200, at);
    expect(exam).toMatchObject({ daysLeft: -1, phase: 'over', recall: null, areas: [] });
    expect(queue.some(({ reason }) => reason === 'exam')).toBe(false);
  });

  test('of a cohort holds where the learner has set none', async () => {
    const student = await reader();
    const [school, cohort] = [randomUUID(), randomUUID()];
    const sql = db.$client;
    await sql`insert into schools (id, slug, name, created_at)
      values (${school}, ${school}, 'School', now())`;
    await sql`insert into members (school_id, account_id, role, joined_at)
      values (${school}, ${student.id}, 'student', now())`;
    await sql`insert into cohorts (id, school_id, name, exam_day, created_at)
      values (${cohort}, ${school}, 'Spring class', ${day + 40}, now())`;
    await sql`insert into cohort_members (school_id, cohort_id, account_id)
      values (${school}, ${cohort}, ${student.id})`;
    const { exam } = await today(db, student, 0, at);
    expect(exam).toMatchObject({ daysLeft: 10, phase: 'final', cohort: 'Spring class' });
    await plan(student, on(20));
    expect((await today(db, student, 0, at)).exam).toMatchObject({ daysLeft: 20, cohort: null });
  });

  test('is foretold by the weights of each card', async () => {
    const student = await learner(db);
    await know(student, asked(first).slice(0, 1), noon);
    await plan(student, on(20));
    const expected = async () => (await today(db, student, 0, at)).exam!.recall!.without;
    const [{ stability }] = await db.$client<[{ stability: number }]>`
      select stability from cards where account_id = ${student.id}`;
    expect(await expected()).toBeCloseTo(fsrs6.recall(stability, 50));
    const weights = [...defaultWeights.slice(0, 20), 0.5];
    const [{ version }] = await db.$client<[{ version: number }]>`
      insert into fits (scope, account_id, weights, trained_on, tested_on, log_loss,
        log_loss_before, made_at)
      values ('account', ${student.id}, ${weights}, 1, 1, 0.1, 0.2, now()) returning version`;
    await db.$client`update cards set weights_version = ${version} where account_id = ${student.id}`;
    expect(await expected()).toBeCloseTo(memoryModel(weights).recall(stability, 50));
    expect(await expected()).not.toBeCloseTo(fsrs6.recall(stability, 50));
  });
});
