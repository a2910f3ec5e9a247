/** That everything still follows from the logs once a school has removed a part of them. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  addRule,
  addRuled,
  addStudent,
  at,
  later,
  settled,
  type Person,
  type Ruled
} from './completion-fixtures';
import { freshDatabase } from './database';
import { catalogueOf, choiceItem, noon, writtenItem } from './fixtures';
import { addQuiz, answer, begin, given } from './quiz-fixtures';
import { save } from '../../src/lib/server/attempt-answers';
import { handIn } from '../../src/lib/server/attempts';
import { syncContent } from '../../src/lib/server/content/sync';
import type { Db } from '../../src/lib/server/db/connect';
import * as disposals from '../../src/lib/server/disposals';
import { leave } from '../../src/lib/server/leaving';
import * as notes from '../../src/lib/server/notes';
import { rebuild } from '../../src/lib/server/replay';
import * as retention from '../../src/lib/server/retention';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
let ruled: Ruled;
let student: Person;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await syncContent(db, catalogueOf([choiceItem('one'), writtenItem('note')]), noon);
});
afterAll(() => database.close());
beforeEach(async () => {
  ruled = await addRuled(db);
  student = await addStudent(db, ruled);
});

const own = async () =>
  (await rebuild(db)).differences.filter(({ account }) => account === student.id);

/** A year and a day after the student has left, whose quizzes the school keeps for a year. */
async function dispose(): Promise<void> {
  const { id: school, colleague: admin } = ruled.school;
  await leave(db, student, school, later(2));
  const months = { attendance: null, quizzes: 12, notes: null };
  await retention.save(db, { actor: admin, school, now: later(2) }, { months, on: true });
  expect(await disposals.disposeAt(db, school, later(370))).toBe(1);
  expect(await db.$client`select from attempts where account_id = ${student.id}`).toHaveLength(0);
}

/** Sits a quiz of a question and a note, which is graded half, and then in full. */
async function sitAndGrade() {
  const { author, id: school } = ruled.school;
  const items = ['one', 'note'];
  const quiz = await addQuiz(db, author, { composition: { kind: 'chosen', items } });
  const attempt = await begin(db, student, quiz, at(1));
  await answer(db, student, attempt, 0, 'b', at(2));
  const note = given(1, { text: 'S: Stiff.' }, at(2));
  await save(db, student, attempt.id, [note], at(2));
  await handIn(db, student.id, attempt.id, at(3));
  const grade = (points: object, seen: string | null, minute: number) =>
    notes.grade(db, author, school, note.id, { points }, seen, at(minute));
  const first = await grade({ facts: 2, plan: 0 }, null, 4);
  if (first.outcome !== 'graded') throw new Error(first.outcome);
  expect(await grade({ facts: 3, plan: 1 }, first.grading, 5)).toMatchObject({ outcome: 'graded' });
  return { quiz, attempt };
}

const memoryOf = async (item: string) =>
  (
    await db.$client<{ stability: number }[]>`
    select stability from cards where account_id = ${student.id} and item_id = ${item}`
  )[0]!.stability;

test('a note that was graded again, and went: what is remembered follows from what is left', async () => {
  await sitAndGrade();
  expect(await own()).toEqual([]);
  const [before, other] = [await memoryOf('note'), await memoryOf('one')];
  await dispose();
  // Worth what it was when it came into the log: of the second grading nothing is left.
  expect(await memoryOf('note')).toBeLessThan(before);
  expect(await memoryOf('one')).toBe(other);
  expect(
    await db.$client`
    select from answer_regrades join answers on answers.id = answer_id
    where account_id = ${student.id}`
  ).toHaveLength(0);
  expect(await own()).toEqual([]);
});

test('a course completed by a quiz stays, and is no difference, once its attempt was removed', async () => {
  const { quiz, attempt } = await sitAndGrade();
  await addRule(db, ruled, [{ kind: 'quiz', quiz: quiz.id, share: 0.8 }], at(6));
  const rows = await settled(db, ruled, student, at(7));
  expect(rows).toMatchObject([
    { kind: 'earned', evidence: { quizzes: [{ attempt: attempt.id, score: 1 }] } }
  ]);
  expect(await own()).toEqual([]);
  await dispose();
  expect(await settled(db, ruled, student, later(371))).toEqual(rows);
  expect(await own()).toEqual([]);
});

test('an attempt that is gone though the school removed nothing is missed', async () => {
  const { quiz, attempt } = await sitAndGrade();
  await addRule(db, ruled, [{ kind: 'quiz', quiz: quiz.id, share: 0.8 }], at(6));
  expect(await settled(db, ruled, student, at(7))).toHaveLength(1);
  await db.$client`delete from attempts where id = ${attempt.id}`;
  expect((await own()).map(({ name }) => name)).toContainEqual(
    expect.stringMatching(/^Completion of .*: 1 of what it names is not in the logs$/)
  );
});
