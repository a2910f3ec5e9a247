import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../src/lib/domain/actor';
import { allow } from '../../src/lib/server/allowances';
import type { Learner } from '../../src/lib/server/answers';
import { save } from '../../src/lib/server/attempt-answers';
import * as attempts from '../../src/lib/server/attempts';
import type { Db } from '../../src/lib/server/db/connect';
import { analyse } from '../../src/lib/server/item-analysis';
import { findForStaff, update, type Quiz } from '../../src/lib/server/quizzes';
import * as results from '../../src/lib/server/results';
import { rebuild } from '../../src/lib/server/statistics';
import { freshDatabase } from './database';
import { after, noon, ship } from './fixtures';
import { addMember, addQuiz, addSchool, begin, given } from './quiz-fixtures';

const minutes = (count: number) => count * 60_000;

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
let school: string;
let staff: Learner & Actor;
let foreign: Learner & Actor;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await ship(db, 'one', 'two', 'three', 'four');
  school = await addSchool(db);
  staff = await addMember(db, school, 'instructor');
  foreign = await addMember(db, await addSchool(db), 'admin');
});
afterAll(() => database.close());

/** Sits a quiz from start to end, giving these options in order. */
async function sit(student: Learner & Actor, quiz: Quiz, options: (string | null)[], now = noon) {
  const attempt = await begin(db, student, quiz, now);
  const sent = options.map((option, position) => given(position, { option }, now));
  await save(db, student, attempt.id, sent, now);
  return (await attempts.handIn(db, student.id, attempt.id, now))!;
}

test('a row for each student of the school, with where they stand', async () => {
  const own = await addSchool(db);
  const teacher = await addMember(db, own, 'instructor');
  const quiz = await addQuiz(db, teacher, { minutes: 10 });
  const [twice, running, late, idle] = await Promise.all(
    Array.from({ length: 4 }, () => addMember(db, own))
  );
  await sit(twice!, quiz, ['b', 'b', 'b']);
  await sit(twice!, quiz, ['b', 'a', 'a'], after(noon, 1000));
  await begin(db, running!, quiz, after(noon, minutes(15)));
  await begin(db, late!, quiz);
  await allow(db, teacher, quiz.id, idle!.id, { extraMinutes: 5, extraAttempts: 1 }, 'So', noon);
  await begin(db, teacher, quiz);

  const rows = await results.results(db, teacher, quiz, after(noon, minutes(20)));
  expect(rows).toHaveLength(4);
  const of = ({ id }: Learner) => rows.find(({ account }) => account === id);
  expect(of(twice!)).toMatchObject({
    attempts: 2,
    best: 1,
    last: expect.closeTo(1 / 3),
    passed: true,
    state: 'handed-in'
  });
  expect(of(running!)).toMatchObject({
    state: 'running',
    deadlineAt: after(noon, minutes(25)).toISOString(),
    best: null,
    passed: null
  });
  expect(of(late!)).toMatchObject({ state: 'ran-out', last: 0, passed: false });
  expect(of(idle!)).toMatchObject({ state: 'none', attempts: 0, extraMinutes: 5 });
  expect(await results.grants(db, teacher, quiz, idle!.id)).toMatchObject([
    { extraMinutes: 5, extraAttempts: 1, reason: 'So', by: 'Student' }
  ]);
  expect((await results.activity(db, teacher, own)).get(quiz.id)).toEqual({
    finished: 3,
    running: 1,
    students: 3,
    ungraded: 0
  });
});

test("nothing of a school's quizzes is seen by students, or by staff of another school", async () => {
  const quiz = await addQuiz(db, staff);
  const student = await addMember(db, school);
  const { id } = await sit(student, quiz, ['b', 'b', 'b']);
  expect(await results.attempt(db, staff, quiz, id)).toMatchObject({ student: { id: student.id } });
  expect(await results.attemptsOf(db, staff, quiz, student.id)).toHaveLength(1);
  expect(await results.sitter(db, staff, quiz, student.id)).toMatchObject({ id: student.id });
  expect(await results.sitter(db, staff, quiz, foreign.id)).toBeNull();

  // A quiz of one's own does not open the attempts at another's.
  const ours = await addQuiz(db, foreign);
  const forged = { id: quiz.id, school: foreign.memberships[0]!.school };
  for (const [actor, seen] of [
    [student, quiz],
    [foreign, quiz],
    [foreign, ours],
    [foreign, forged]
  ] as const) {
    expect(await results.attempt(db, actor, seen, id)).toBeNull();
    expect(await results.attemptsOf(db, actor, seen, student.id)).toEqual([]);
    expect(await results.grants(db, actor, seen, student.id)).toEqual([]);
    const rows = await results.results(db, actor, seen, noon);
    expect(rows.filter(({ account }) => account === student.id)).toEqual([]);
  }
  expect(await results.sitter(db, foreign, quiz, student.id)).toBeNull();
  expect(await results.sitter(db, foreign, forged, student.id)).toBeNull();
  expect(await results.activity(db, foreign, school)).toEqual(new Map());
  expect(await results.activity(db, student, school)).toEqual(new Map());
  expect(await analyse(db, foreign, quiz)).toBeNull();
  expect(await analyse(db, student, quiz)).toBeNull();
  expect(await analyse(db, foreign, forged)).toMatchObject({ n: 0, items: [] });
});

test('the figures of a quiz: first attempts, kept as they end, the same when rebuilt', async () => {
  const quiz = await addQuiz(db, staff);
  // The better half has the first two right; the third is right by the other half.
  for (let i = 0; i < 20; i++) {
    const good = i < 10;
    const student = await addMember(db, school);
    const options = good ? ['b', i < 8 ? 'b' : 'a', 'a'] : [i < 12 ? 'b' : 'a', 'c', 'b'];
    await sit(student, quiz, options);
    if (i === 0) await sit(student, quiz, ['a', 'a', 'a'], after(noon, 1000));
  }
  await sit(staff, quiz, ['a', 'a', 'a']);

  const kept = (await analyse(db, staff, quiz))!;
  expect(kept).toMatchObject({ n: 20, mean: expect.closeTo(30 / 60), look: expect.any(Array) });
  const [one, two, three] = kept.items;
  expect(one).toMatchObject({ item: 'one', n: 20, difficulty: { share: 0.6 } });
  expect(two).toMatchObject({
    item: 'two',
    difficulty: { share: 0.4 },
    concerns: ['rival', 'negative']
  });
  expect(two!.choices[0]!.chosen.map(({ id, n, isKey }) => [id, n, isKey])).toEqual([
    ['a', 2, false],
    ['b', 8, true],
    ['c', 10, false]
  ]);
  expect(three).toMatchObject({ band: 'negative', concerns: ['negative', 'unused'] });
  expect(kept.look[0]).toBe('two@1');
  expect(kept.reliability).toHaveProperty('value');

  await db.$client.begin((tx) => rebuild(db, tx, quiz.id));
  expect(await analyse(db, staff, quiz)).toEqual(kept);
});

test('questions that differ from student to student: no reliability is told', async () => {
  const quiz = await addQuiz(db, staff);
  const composition = { kind: 'chosen' as const, items: ['one', 'four'] };
  const changed = { ...quiz.rules, composition };
  for (let i = 0; i < 20; i++) {
    if (i === 10) await update(db, staff, quiz.id, changed);
    const now = (await findForStaff(db, staff, quiz.id))!;
    await sit(await addMember(db, school), now, ['b', 'a']);
  }
  expect(await analyse(db, staff, quiz)).toMatchObject({
    n: 20,
    reliability: { withheld: 'drawn' }
  });
});
