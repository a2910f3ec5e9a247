import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/lib/domain/actor';
import { policies } from '../../src/lib/domain/correction';
import { record, undo, type Learner } from '../../src/lib/server/answers';
import * as attempts from '../../src/lib/server/attempts';
import { logPending } from '../../src/lib/server/attempt-ends';
import * as results from '../../src/lib/server/attempt-result';
import { complete, readerState } from '../../src/lib/server/reading';
import { syncContent } from '../../src/lib/server/content/sync';
import type { Db } from '../../src/lib/server/db/connect';
import { answers, cards } from '../../src/lib/server/db/schema/answers';
import { itemVersions } from '../../src/lib/server/db/schema/content';
import { answerRegrades, audit, corrections } from '../../src/lib/server/db/schema/corrections';
import { check } from '../../src/lib/server/grading';
import { find } from '../../src/lib/server/mended-items';
import { apply, preview } from '../../src/lib/server/mending';
import { release } from '../../src/lib/server/quizzes';
import { rebuild } from '../../src/lib/server/replay';
import { today } from '../../src/lib/server/reviews';
import { freshDatabase } from './database';
import { after, answer as open, catalogueOf, choiceItem, days, noon, ship } from './fixtures';
import { look, mend, toC } from './mending-fixtures';
import { addMember, addQuiz, addSchool, answer, begin } from './quiz-fixtures';

let database: Awaited<ReturnType<typeof freshDatabase>> | undefined;
let db: Db;
let school: string;
let staff: Learner & Actor;
beforeEach(async () => {
  await database?.close();
  database = await freshDatabase();
  db = database.db;
  await ship(db, 'one', 'two', 'three', 'four');
  school = await addSchool(db);
  staff = await addMember(db, school, 'instructor');
});
afterAll(() => database?.close());

const cardsOf = (account: string) =>
  db.select().from(cards).where(eq(cards.accountId, account)).orderBy(cards.itemId);

/** A student who has handed in a quiz with these answers to its questions. */
async function sat(quiz: Parameters<typeof begin>[2], ...options: (string | null)[]) {
  const student = await addMember(db, quiz.school!);
  const attempt = await begin(db, student, quiz);
  for (const [position, option] of options.entries())
    if (option) await answer(db, student, attempt, position, option);
  await attempts.handIn(db, student.id, attempt.id, noon);
  const result = async () => {
    const found = (await attempts.find(db, student.id, attempt.id, noon))!;
    return { ...found, ...(await results.result(db, found, { releasedAt: noon })) };
  };
  return { ...student, attempt: attempt.id, result };
}

test('the wrong key: seen before it is done, done as it was seen, shown to the student', async () => {
  const quiz = await addQuiz(db, staff);
  const right = await sat(quiz, 'c', 'b');
  const wrong = await sat(quiz, 'b', 'b');
  await sat(quiz, 'a', 'b');
  const reader = await addMember(db, school);
  await record(db, reader, [open('one', { response: { option: 'c' } })], noon);
  const before = await Promise.all([cardsOf(right.id), cardsOf(reader.id)]);

  const { seen, done, request } = await mend(db, staff, toC('one'));
  expect(seen).toMatchObject({ answers: 3, moves: expect.any(Array) });
  expect(seen.scores).toHaveLength(2);
  expect(seen.scores).toContainEqual(
    expect.objectContaining({
      account: right.id,
      before: expect.closeTo(1 / 3),
      after: expect.closeTo(2 / 3),
      passedBefore: false,
      passedAfter: true
    })
  );
  expect(seen.moves.map(({ account }) => account).sort()).toEqual(
    [right.id, wrong.id, reader.id].sort()
  );
  expect(done).toMatchObject({
    status: 'applied',
    deed: {
      actor: 'Student',
      reason: 'The key was wrong',
      subject: { from: [1], to: 2, policy: 'rescore', scores: 2, answers: 3, cards: 3 }
    }
  });

  for (const { attempt, after } of seen.scores)
    expect([await right.result(), await wrong.result()]).toContainEqual(
      expect.objectContaining({ id: attempt, score: after })
    );
  const [question, other] = (await right.result()).questions;
  expect(question).toMatchObject({
    corrected: true,
    verdict: { correct: true, feedback: { marks: [{}, {}, { part: 'c', key: true }] } }
  });
  expect(other).toMatchObject({ corrected: false });
  for (const [account, [card]] of [
    [right.id, before[0]],
    [reader.id, before[1]]
  ] as const) {
    const move = seen.moves.find((move) => move.account === account)!;
    expect(move.after! > move.before!).toBe(true);
    const [now] = (await cardsOf(account)).filter(({ itemId }) => itemId === 'one');
    expect(now!.dueDay).toBeGreaterThan(card!.dueDay);
  }
  expect((await rebuild(db)).differences).toEqual([]);

  expect(await apply(db, staff, school, request, noon)).toEqual({ ...done, status: 'duplicate' });
  expect(await db.select().from(audit)).toHaveLength(1);
  expect(await db.select().from(corrections)).toHaveLength(1);
});

describe.each(policies)('%s', (policy) => {
  test.each([true, false])('never lower %o: what is seen is what is done', async (neverLower) => {
    const quiz = await addQuiz(db, staff, { attempts: 3 });
    const students = [];
    for (const option of ['a', 'b', 'c', null]) students.push(await sat(quiz, option, 'b', 'a'));
    const before = await Promise.all(students.map(({ result }) => result()));
    const mending = toC('one', { policy, neverLower });
    const { seen, done } = await mend(db, staff, mending);
    expect(done).toMatchObject({ status: 'applied' });
    const now = await Promise.all(students.map(({ result }) => result()));
    const changed = now.filter(({ score }, i) => score !== before[i]!.score);
    expect(seen.scores.map(({ attempt }) => attempt).sort()).toEqual(
      changed.map(({ id }) => id).sort()
    );
    for (const { attempt, after } of seen.scores)
      expect(now.find(({ id }) => id === attempt)!.score).toBe(after);
    if (neverLower)
      for (const [i, { score }] of now.entries())
        expect(score).toBeGreaterThanOrEqual(before[i]!.score!);
    const [a, b, c, none] = now.map(({ score }) => score!);
    const third = (count: number) => expect.closeTo(count / 3);
    if (policy === 'drop')
      expect([a, b, c, none]).toEqual([0.5, neverLower ? third(2) : 0.5, 0.5, 0.5]);
    else {
      const kept = neverLower || policy === 'accept-both';
      expect([a, b, c, none]).toEqual([third(1), third(kept ? 2 : 1), third(2), third(1)]);
    }
    // Once more: nothing is left to change.
    expect(
      await look(db, staff, { ...mending, to: policy === 'drop' ? null : { version: 2 } })
    ).toMatchObject({ scores: [], answers: 0, moves: [] });
    expect((await rebuild(db)).differences).toEqual([]);
  });
});

test('dropped without another key: out of scores and of memory, which then has no card', async () => {
  const student = await sat(await addQuiz(db, staff), 'a', 'b');
  const { seen } = await mend(db, staff, toC('one', { to: null, policy: 'drop' }));
  expect(seen.moves).toMatchObject([{ account: student.id, after: null }]);
  expect((await cardsOf(student.id)).map(({ itemId }) => itemId)).toEqual(['two']);
  expect(await student.result()).toMatchObject({
    score: 0.5,
    questions: [{ dropped: true, corrected: true }, {}, {}]
  });
  expect((await rebuild(db)).differences).toEqual([]);
  // Given again, and dropped again: there is no other version to ask.
  const later = after(noon, days(1));
  const [given] = await record(
    db,
    student,
    [open('one', { answeredAt: later.toISOString() })],
    later
  );
  expect(given).toMatchObject({ status: 'recorded', next: null });
  expect((await cardsOf(student.id)).map(({ itemId }) => itemId)).toEqual(['two']);
  expect((await rebuild(db)).differences).toEqual([]);
});

test('one school mends: another keeps its scores, its answers, its question, and cannot look', async () => {
  const elsewhere = await addSchool(db);
  const theirs = await addMember(db, elsewhere, 'admin');
  const there = await sat(await addQuiz(db, theirs), 'b');
  const both = await addMember(db, school);
  both.memberships.push({ school: elsewhere, role: 'student' });
  await db.$client`insert into members (school_id, account_id, role, joined_at)
    values (${elsewhere}, ${both.id}, 'student', ${noon.toISOString()})`;
  const attempt = await begin(db, both, await addQuiz(db, theirs));
  await answer(db, both, attempt, 0, 'b');
  await attempts.handIn(db, both.id, attempt.id, noon);
  await record(db, both, [open('two')], noon);

  await mend(db, staff, toC('one'));
  const { seen } = await mend(db, staff, toC('two'));
  expect(seen).toMatchObject({ scores: [], answers: 1 });
  expect(await db.select().from(answerRegrades)).toHaveLength(1);
  expect(await there.result()).toMatchObject({
    score: expect.closeTo(1 / 3),
    questions: [{ corrected: false }, {}, {}]
  });
  expect(await attempts.find(db, both.id, attempt.id, noon)).toMatchObject({
    score: expect.closeTo(1 / 3)
  });

  for (const outsider of [theirs, both]) {
    expect(await preview(db, outsider, school, toC('one'))).toBeNull();
    expect(await find(db, outsider, school, 'one')).toBeNull();
  }
  const request = { ...toC('one'), id: randomUUID(), seen: '', reason: 'x' };
  expect(await apply(db, theirs, school, request, noon)).toBeNull();
  expect((await find(db, theirs, elsewhere, 'one'))!.versions).toHaveLength(1);

  const foreign = open('one', { version: 2, response: { option: 'c' } });
  const refusal = { status: 'rejected', error: expect.stringContaining('no item') };
  expect(await record(db, there, [foreign], noon)).toMatchObject([refusal]);
  expect(await check(db, null, [foreign], noon)).toMatchObject([refusal]);
  expect(await record(db, both, [foreign], noon)).toMatchObject([{ status: 'recorded' }]);
  expect((await rebuild(db)).differences).toEqual([]);
});

test('from then on members are asked the mended version, everywhere; a newer shipped one wins', async () => {
  const student = await addMember(db, school);
  const outsider = await addMember(db, await addSchool(db));
  for (const person of [student, outsider]) {
    await record(db, person, [open('one', { response: { option: 'a' } })], noon);
    await complete(db, person.id, 'course/lesson-1', noon);
  }
  await mend(db, staff, toC('one'));
  await mend(db, staff, toC('two'));
  const asked = async (account: Learner) => {
    const { queue } = await today(db, account, 10, noon);
    const state = await readerState(db, account.id, 'course/lesson-1');
    return ['one', 'two', 'three'].map((id) => [
      queue.find(({ item }) => item === id)!.version,
      state.items[id]!.version
    ]);
  };
  expect(await asked(student)).toEqual([
    [2, 2],
    [2, 2],
    [1, 1]
  ]);
  expect(await asked(outsider)).toEqual([
    [1, 1],
    [1, 1],
    [1, 1]
  ]);
  expect((await readerState(db, null, 'course/lesson-1')).items.one!.version).toBe(1);
  expect((await sat(await addQuiz(db, staff), 'c')).attempt).toBeTruthy();

  const shipped = choiceItem('one', 'Another stem?');
  await syncContent(
    db,
    catalogueOf([shipped, ...['two', 'three', 'four'].map((id) => choiceItem(id))]),
    noon
  );
  expect(await asked(student)).toEqual([
    [3, 3],
    [2, 2],
    [1, 1]
  ]);
  expect(await asked(outsider)).toEqual([
    [3, 3],
    [1, 1],
    [1, 1]
  ]);
});

test('what enters the log later is regraded too: released, sent late, sent again', async () => {
  const quiz = await addQuiz(db, staff, { feedback: 'on-release' });
  const student = await sat(quiz, 'c', 'b');
  const { seen } = await mend(db, staff, toC('one'));
  expect(seen).toMatchObject({ answers: 0, moves: [], scores: [{ account: student.id }] });
  await release(db, staff, quiz.id, after(noon, 1000));
  await logPending(db, after(noon, 1000));
  expect(await cardsOf(student.id)).toMatchObject([
    { itemId: 'one', lapses: 0, reps: 1 },
    { itemId: 'two' }
  ]);
  expect(await db.select().from(answerRegrades)).toMatchObject([{ score: 1, rating: 3 }]);

  const late = open('one', { response: { option: 'b' } });
  const [first] = await record(db, student, [late], after(noon, 2000));
  expect(first).toMatchObject({ status: 'recorded', next: { days: 0 } });
  expect(await record(db, student, [late], after(noon, 2000))).toMatchObject([
    { status: 'duplicate', next: { days: 0 } }
  ]);
  expect(await db.select().from(answerRegrades)).toHaveLength(2);
  expect((await rebuild(db)).differences).toEqual([]);
});

test('an attempt that is open ends with the mended key', async () => {
  const student = await addMember(db, school);
  const attempt = await begin(db, student, await addQuiz(db, staff));
  await answer(db, student, attempt, 0, 'c');
  const { seen } = await mend(db, staff, toC('one'));
  expect(seen).toMatchObject({ scores: [], answers: 0 });
  const done = await attempts.handIn(db, student.id, attempt.id, after(noon, 1000));
  expect(done).toMatchObject({ score: expect.closeTo(1 / 3) });
  expect((await rebuild(db)).differences).toEqual([]);
});

test('a regraded answer is taken back: what is left is regraded too', async () => {
  const student = await addMember(db, school);
  const earlier = open('one', { answeredAt: after(noon, -days(3)).toISOString() });
  const newest = open('one', { response: { option: 'c' } });
  await record(db, student, [earlier], after(noon, -days(3)));
  await record(db, student, [newest], noon);
  await mend(db, staff, toC('one'));
  expect(await undo(db, student, newest.id, noon)).toBe('undone');
  const [card] = await cardsOf(student.id);
  expect(card).toMatchObject({ reps: 1, lastAnswerId: earlier.id });
  expect((await rebuild(db)).differences).toEqual([]);
  // What was taken back is not brought back by the next correction.
  await mend(db, staff, toC('one', { to: { key: { option: 'a' } } }));
  expect(await cardsOf(student.id)).toMatchObject([{ reps: 1 }]);
  expect((await rebuild(db)).differences).toEqual([]);
});

test('an answer that was dropped cannot be taken back too', async () => {
  const student = await addMember(db, school);
  const only = open('one');
  await record(db, student, [only], noon);
  await mend(db, staff, toC('one', { to: null, policy: 'drop' }));
  expect(await undo(db, student, only.id, noon)).toBe('too-late');
  expect((await rebuild(db)).differences).toEqual([]);
});

test('several corrections, one after the other, and back again', async () => {
  const student = await sat(await addQuiz(db, staff), 'b', 'b');
  const steps: [Parameters<typeof toC>[1], number][] = [
    [{}, 1 / 3],
    [{ from: [1, 2], to: { key: { option: 'a' } }, policy: 'accept-both' }, 2 / 3],
    [{ from: [1, 2, 3], to: null, policy: 'drop' }, 1 / 2],
    [{ from: [1, 2, 3], to: { key: { option: 'c' } }, neverLower: true }, 1 / 2],
    [{ from: [1, 2, 3, 4], to: { key: { option: 'b' } } }, 2 / 3]
  ];
  for (const [change, score] of steps) {
    expect((await mend(db, staff, toC('one', change))).done).toMatchObject({ status: 'applied' });
    expect((await student.result()).score).toBeCloseTo(score);
    expect((await rebuild(db)).differences).toEqual([]);
  }
  const item = (await find(db, staff, school, 'one'))!;
  expect(item.versions.map(({ version, isOwn }) => [version, isOwn])).toEqual([
    ...[5, 4, 3, 2].map((version) => [version, true]),
    [1, false]
  ]);
  expect(item).toMatchObject({ current: { version: 5 }, alike: [1, 2, 3, 4, 5] });
  expect(item.deeds).toHaveLength(5);
});

test('refused in words: no key, the same key, versions that do not fit', async () => {
  const refusal = async (change: Parameters<typeof toC>[1]) => {
    const result = await preview(db, staff, school, toC('one', change));
    return result?.status === 'refused' ? `${result.field}: ${result.error}` : result;
  };
  expect(await refusal({ to: null })).toMatch(/^to: Answer the question/);
  expect(await refusal({ to: { key: {} } })).toMatch(/^to: Answer the question/);
  expect(await refusal({ to: { key: { option: 'x' } } })).toMatch(/^to: .*Choose one of/);
  expect(await refusal({ to: { key: { option: 'b' } } })).toMatch(/^to: This is its key already/);
  expect(await refusal({ to: { version: 1 } })).toMatch(/^to: Choose a version/);
  expect(await refusal({ to: { version: 7 } })).toMatch(/^to: Choose a version/);
  expect(await refusal({ from: [1, 7] })).toMatch(/^from: Choose versions/);
  expect(await preview(db, staff, school, toC('nothing'))).toBeNull();
});

test('by a newer version that shipped: the answers to the old one follow it', async () => {
  const student = await sat(await addQuiz(db, staff), 'c', 'b');
  const item = choiceItem('one');
  if (item.type !== 'choice') throw new Error();
  const mended = {
    ...item,
    options: item.options.map((option) => ({ ...option, correct: option.id === 'c' }))
  };
  const others = ['two', 'three', 'four'].map((id) => choiceItem(id));
  await syncContent(db, catalogueOf([mended, ...others]), noon);
  expect(await student.result()).toMatchObject({ score: expect.closeTo(1 / 3) });
  await mend(db, staff, toC('one', { to: { version: 2 } }));
  expect((await student.result()).score).toBeCloseTo(2 / 3);
  expect(await db.select().from(itemVersions).where(eq(itemVersions.itemId, 'one'))).toHaveLength(
    2
  );
  expect((await rebuild(db)).differences).toEqual([]);
});

test('something changed since the preview: nothing is done, and it is shown again', async () => {
  const quiz = await addQuiz(db, staff);
  await sat(quiz, 'c', 'b');
  const seen = await look(db, staff, toC('one'));
  const other = await sat(quiz, 'b', 'b');
  const request = { ...toC('one'), id: randomUUID(), seen: seen.digest, reason: 'Wrong' };
  const changed = await apply(db, staff, school, request, noon);
  if (changed?.status !== 'changed') throw new Error(changed?.status);
  expect(changed.preview.scores.map(({ account }) => account)).toContain(other.id);
  expect(await db.select().from(audit)).toHaveLength(0);
  expect(await db.select().from(itemVersions).where(eq(itemVersions.itemId, 'one'))).toHaveLength(
    1
  );
  const again = { ...request, seen: changed.preview.digest };
  expect(await apply(db, staff, school, again, noon)).toMatchObject({ status: 'applied' });
});

test('sent twice at once, it is done once', async () => {
  await sat(await addQuiz(db, staff), 'c', 'b');
  const seen = await look(db, staff, toC('one'));
  const request = { ...toC('one'), id: randomUUID(), seen: seen.digest, reason: 'Wrong' };
  const sent = await Promise.all([1, 2, 3].map(() => apply(db, staff, school, request, noon)));
  expect(sent.map((result) => result!.status).sort()).toEqual([
    'applied',
    'duplicate',
    'duplicate'
  ]);
  expect(await db.select().from(corrections)).toHaveLength(1);
  expect(await db.select().from(answers)).toHaveLength(2);
});
