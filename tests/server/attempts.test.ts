import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../src/lib/domain/actor';
import { answer as openAnswer, after, noon, ship } from './fixtures';
import { freshDatabase } from './database';
import { addMember, addQuiz, addSchool, answer, begin, given } from './quiz-fixtures';
import { allow } from '../../src/lib/server/allowances';
import { record, undo, type Learner } from '../../src/lib/server/answers';
import { save } from '../../src/lib/server/attempt-answers';
import { logPending, settleExpired } from '../../src/lib/server/attempt-ends';
import * as attempts from '../../src/lib/server/attempts';
import * as results from '../../src/lib/server/attempt-result';
import * as views from '../../src/lib/server/attempt-view';
import type { Db } from '../../src/lib/server/db/connect';
import { answers, cards } from '../../src/lib/server/db/schema/answers';
import { attemptAnswers } from '../../src/lib/server/db/schema/quizzes';
import { complete } from '../../src/lib/server/reading';
import { release } from '../../src/lib/server/quizzes';
import { rebuild } from '../../src/lib/server/replay';
import { today } from '../../src/lib/server/reviews';
import { forget } from '../../src/lib/server/statistics';

const minutes = (count: number) => count * 60_000;

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
let school: string;
let staff: Learner & Actor;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await ship(db, 'one', 'two', 'three', 'four', 'five');
  school = await addSchool(db);
  staff = await addMember(db, school, 'instructor');
});
afterAll(() => database.close());

const logOf = (account: string) => db.select().from(answers).where(eq(answers.accountId, account));
const givenIn = (attempt: { id: string }) =>
  db.select().from(attemptAnswers).where(eq(attemptAnswers.attemptId, attempt.id));

test('an attempt from start to end: kept as given, told and remembered at the end', async () => {
  const student = await addMember(db, school);
  const quiz = await addQuiz(db, staff);
  const attempt = await begin(db, student, quiz);
  expect(await answer(db, student, attempt, 0, 'b')).toMatchObject({
    status: 'saved',
    verdict: null
  });
  await answer(db, student, attempt, 1, 'a');
  expect(await logOf(student.id)).toHaveLength(0);

  const done = await attempts.handIn(db, student.id, attempt.id, after(noon, minutes(5)));
  expect(done).toMatchObject({ score: expect.closeTo(1 / 3), passed: false, endedBy: 'learner' });
  expect(await logOf(student.id)).toMatchObject([
    { itemId: 'one', score: 1, context: 'quiz' },
    { itemId: 'two', score: 0, context: 'quiz' }
  ]);
  expect(await db.select().from(cards).where(eq(cards.accountId, student.id))).toHaveLength(2);
  expect((await rebuild(db)).differences).toEqual([]);

  const result = await results.result(db, done!, quiz);
  expect(result).toMatchObject({ told: true, total: 3, answered: 2 });
  expect(result.questions[0]!.verdict).toMatchObject({ correct: true });
  expect(result.areas).toMatchObject([{ area: '4', questions: 3, points: 1 }]);
  expect(result.readAgain).toEqual([{ lesson: 'course/lesson-1', title: 'Lesson 1', missed: 2 }]);
});

test('the last answer given to a question counts, whichever arrives last', async () => {
  const student = await addMember(db, school);
  const attempt = await begin(db, student, await addQuiz(db, staff));
  const later = given(0, { option: 'b' }, after(noon, 2000));
  const earlier = given(0, { option: 'a' }, after(noon, 1000));
  await save(db, student, attempt.id, [later], after(noon, 3000));
  await save(db, student, attempt.id, [earlier, earlier], after(noon, 4000));
  expect(await givenIn(attempt)).toHaveLength(2);
  const done = await attempts.handIn(db, student.id, attempt.id, after(noon, 5000));
  expect(done!.score).toBeCloseTo(1 / 3);
});

test('two tabs that begin at once get one attempt', async () => {
  const student = await addMember(db, school);
  const quiz = await addQuiz(db, staff, { attempts: 1 });
  const begun = await Promise.all(Array.from({ length: 6 }, () => begin(db, student, quiz)));
  expect(new Set(begun.map(({ id }) => id)).size).toBe(1);
  await attempts.handIn(db, student.id, begun[0]!.id, noon);
  expect(await attempts.start(db, student, quiz, noon)).toEqual({
    error: 'You have used all your attempts at this quiz'
  });
});

test('while it runs, nothing that was not told can be found out elsewhere', async () => {
  const student = await addMember(db, school);
  await complete(db, student.id, 'course/lesson-1', noon);
  const attempt = await begin(db, student, await addQuiz(db, staff));
  const view = await views.open(db, attempt, noon);
  expect(JSON.stringify(view)).not.toMatch(/correct"|feedback":\{|explanation|So it is/);
  const [refused] = await record(db, student, [openAnswer('one')], noon);
  expect(refused).toMatchObject({
    status: 'rejected',
    error: expect.stringContaining('in a quiz')
  });
  const { queue } = await today(db, student, 10, noon);
  expect(queue.map(({ item }) => item)).toEqual(['four', 'five']);
});

test('results that are to be released are told, logged and remembered then', async () => {
  const student = await addMember(db, school);
  const quiz = await addQuiz(db, staff, { feedback: 'on-release' });
  const attempt = await begin(db, student, quiz);
  await answer(db, student, attempt, 0, 'b');
  const done = (await attempts.handIn(db, student.id, attempt.id, noon))!;
  const before = await results.result(db, done, quiz);
  expect(before).toMatchObject({
    told: false,
    score: null,
    passed: null,
    questions: [],
    areas: []
  });
  expect(await logOf(student.id)).toHaveLength(0);

  const outsider = await addMember(db, await addSchool(db), 'admin');
  expect(await release(db, outsider, quiz.id, noon)).toBe(false);
  expect(await release(db, student, quiz.id, noon)).toBe(false);
  expect(await release(db, staff, quiz.id, after(noon, minutes(60)))).toBe(true);
  await logPending(db, after(noon, minutes(60)));
  const [logged] = await logOf(student.id);
  expect(logged).toMatchObject({ itemId: 'one', answeredAt: noon });
  expect(await undo(db, student, logged!.id, noon)).toBe('too-late');
  const released = { releasedAt: after(noon, minutes(60)) };
  expect(await results.result(db, done, released)).toMatchObject({ told: true, passed: false });
});

test('told at once: final, graded and logged as it is given', async () => {
  const student = await addMember(db, school);
  const quiz = await addQuiz(db, staff, { feedback: 'at-once' });
  const attempt = await begin(db, student, quiz);
  const sent = given(2, { option: 'a' });
  const [told] = (await save(db, student, attempt.id, [sent], noon))!;
  expect(told).toMatchObject({
    verdict: { correct: false, feedback: { explanation: 'So it is.' } }
  });
  expect((await save(db, student, attempt.id, [sent], noon))![0]).toEqual({
    ...told,
    status: 'duplicate'
  });
  expect(await answer(db, student, attempt, 2, 'b')).toMatchObject({
    status: 'rejected',
    error: expect.stringContaining('final')
  });
  expect(await logOf(student.id)).toHaveLength(1);
});

test('no way back: each question once, in order, none left out', async () => {
  const student = await addMember(db, school);
  const quiz = await addQuiz(db, staff, { linear: true, mustFinish: true });
  const attempt = await begin(db, student, quiz);
  expect(await answer(db, student, attempt, 1, 'b')).toMatchObject({ status: 'rejected' });
  expect(await answer(db, student, attempt, 0, null)).toMatchObject({
    error: expect.stringContaining('no skipping')
  });
  const sent = await Promise.all(['a', 'b', 'c'].map((o) => answer(db, student, attempt, 0, o)));
  expect(sent.filter(({ status }) => status === 'saved')).toHaveLength(1);
  const view = await views.open(db, attempt, noon);
  expect(view).toMatchObject({ answered: 1, questions: [{ position: 1 }] });
  await answer(db, student, attempt, 1, 'b');
  const done = await attempts.handIn(db, student.id, attempt.id, noon);
  expect(done).toMatchObject({ passed: false });
});

test('time runs out: what was given in time counts, though it arrives a little late', async () => {
  const student = await addMember(db, school);
  const attempt = await begin(db, student, await addQuiz(db, staff, { minutes: 10 }));
  const end = after(noon, minutes(10));
  const inTime = given(0, { option: 'b' }, after(end, -1000));
  const tooLate = given(1, { option: 'b' }, after(end, 1000));
  const results = await save(db, student, attempt.id, [inTime, tooLate], after(end, 20_000));
  expect(results).toMatchObject([
    { status: 'saved' },
    { status: 'rejected', error: expect.stringContaining('over') }
  ]);
  const stale = given(1, { option: 'b' }, after(end, -1000));
  expect(await save(db, student, attempt.id, [stale], after(end, 31_000))).toMatchObject([
    { status: 'rejected' }
  ]);
  await settleExpired(db, after(end, 31_000));
  expect(await attempts.find(db, student.id, attempt.id, after(end, minutes(9)))).toMatchObject({
    endedBy: 'time',
    finishedAt: end,
    score: expect.closeTo(1 / 3)
  });
  expect(await logOf(student.id)).toHaveLength(1);
});

test('more time for one student, in the middle of the attempt', async () => {
  const student = await addMember(db, school);
  const quiz = await addQuiz(db, staff, { minutes: 10, attempts: 1 });
  const attempt = await begin(db, student, quiz);
  const more = { extraMinutes: 5, extraAttempts: 1 };
  expect(await allow(db, student, quiz.id, student.id, more, 'because', noon)).toBe(false);
  expect(await allow(db, staff, quiz.id, student.id, more, 'Reads slowly', noon)).toBe(true);
  const now = after(noon, minutes(14));
  expect(await answer(db, student, attempt, 0, 'b', now)).toMatchObject({ status: 'saved' });
  await attempts.handIn(db, student.id, attempt.id, now);
  expect((await begin(db, student, quiz, now)).deadlineAt).toEqual(after(now, minutes(15)));
});

test('an answer that comes while the attempt is handed in counts, or is refused', async () => {
  const student = await addMember(db, school);
  const quiz = await addQuiz(db, staff);
  for (let round = 0; round < 5; round++) {
    const attempt = await begin(db, student, quiz);
    const [saved, done] = await Promise.all([
      answer(db, student, attempt, 0, 'b'),
      attempts.handIn(db, student.id, attempt.id, noon)
    ]);
    expect(done!.score! > 0).toBe(saved.status === 'saved');
  }
});

test("nobody answers, sees or ends another's attempt", async () => {
  const student = await addMember(db, school);
  const other = await addMember(db, school);
  const attempt = await begin(db, student, await addQuiz(db, staff));
  expect(await save(db, other, attempt.id, [given(0, { option: 'b' })], noon)).toBeNull();
  expect(await attempts.find(db, other.id, attempt.id, noon)).toBeNull();
  expect(await attempts.handIn(db, other.id, attempt.id, noon)).toBeNull();
  expect(await attempts.find(db, student.id, 'no-uuid', noon)).toBeNull();
});

test('statistics are of first attempts, and forget whoever is deleted', async () => {
  const quiz = await addQuiz(db, staff);
  const sums = () =>
    db.$client`select item_id as item, n, score from item_statistics
      where quiz_id = ${quiz.id} order by item_id`;
  const sit = async (option: string) => {
    const student = await addMember(db, school);
    for (const choice of [option, 'a']) {
      const attempt = await begin(db, student, quiz);
      await answer(db, student, attempt, 0, choice);
      await attempts.handIn(db, student.id, attempt.id, noon);
    }
    return student;
  };
  const [right] = [await sit('b'), await sit('c')];
  const one = async () => (await sums())[0];
  expect(await one()).toEqual({ item: 'one', n: 2, score: '1.0000' });
  await db.$client.begin((tx) => forget(db, tx, right.id));
  expect(await one()).toEqual({ item: 'one', n: 1, score: '0.0000' });
});
