import fc from 'fast-check';
import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../src/lib/domain/actor';
import type { QuizRulesInput } from '../../src/lib/domain/quiz';
import { seededRandom } from '../../src/lib/domain/shuffle';
import type { Learner } from '../../src/lib/server/answers';
import { save } from '../../src/lib/server/attempt-answers';
import { logPending, settleExpired } from '../../src/lib/server/attempt-ends';
import * as attempts from '../../src/lib/server/attempts';
import type { Db } from '../../src/lib/server/db/connect';
import * as tables from '../../src/lib/server/db/schema/quizzes';
import {
  itemChoices,
  itemStatistics,
  quizStatistics
} from '../../src/lib/server/db/schema/statistics';
import { release, type Quiz } from '../../src/lib/server/quizzes';
import { rebuild } from '../../src/lib/server/replay';
import * as standings from '../../src/lib/server/standings';
import * as statistics from '../../src/lib/server/statistics';
import { freshDatabase } from './database';
import { after, noon, ship } from './fixtures';
import { addMember, addQuiz, addSchool, begin, given } from './quiz-fixtures';

const minutes = (count: number) => count * 60_000;
const items = ['one', 'two', 'three', 'four', 'five'];

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
let school: string;
let staff: Learner & Actor;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await ship(db, ...items);
  school = await addSchool(db);
  staff = await addMember(db, school, 'instructor');
});
afterAll(() => database.close());

/** Sits a quiz as chance has it: some answers changed, some emptied, some out of their order. */
async function sit(learner: Learner & Actor, quiz: Quiz, random: () => number): Promise<void> {
  const attempt = await begin(db, learner, quiz);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  for (let i = Math.floor(random() * 8); i > 0; i--) {
    const at = after(noon, Math.floor(random() * minutes(10)));
    const option = pick(['a', 'b', 'b', 'c', null]);
    await save(
      db,
      learner,
      attempt.id,
      [given(Math.floor(random() * 3), { option }, at)],
      after(noon, minutes(10))
    );
  }
  if (random() < 0.7) await attempts.handIn(db, learner.id, attempt.id, after(noon, minutes(11)));
}

const way: fc.Arbitrary<Partial<QuizRulesInput>> = fc.record({
  composition: fc.constantFrom(
    { kind: 'chosen', items: ['one', 'two', 'three'] } as const,
    { kind: 'drawn', areas: { '4': 4 }, difficulty: 'any' } as const
  ),
  feedback: fc.constantFrom('at-once', 'at-end', 'on-release'),
  linear: fc.boolean(),
  mustFinish: fc.boolean(),
  shuffle: fc.boolean(),
  minutes: fc.constantFrom(15, null)
});

test('whatever was sat, everything derived follows from what was given', async () => {
  await fc.assert(
    fc.asyncProperty(way, fc.string(), async (way, seed) => {
      const random = seededRandom(seed);
      const quiz = await addQuiz(db, staff, way);
      for (let i = 0; i < 2; i++) {
        const student = await addMember(db, school);
        for (let n = 0; n < 2; n++) await sit(student, quiz, random);
      }
      await sit(staff, quiz, random);
      await settleExpired(db, after(noon, minutes(30)));
      if (random() < 0.5) await release(db, staff, quiz.id, after(noon, minutes(31)));
      await logPending(db, after(noon, minutes(31)));
      await standings.rebuild(db, school, after(noon, minutes(32)));
      expect((await rebuild(db)).differences).toEqual([]);
    }),
    { numRuns: 10, seed: 1 }
  );
  const { cards, attempts, quizzes, standings: rows, stale } = await rebuild(db);
  expect(stale).toBe(0);
  expect(Math.min(cards, attempts, quizzes, rows)).toBeGreaterThanOrEqual(10);
}, 30_000);

test('sums of one attempt after the other are those of all at once', async () => {
  const quiz = await addQuiz(db, staff);
  for (const seed of ['a', 'b', 'c', 'd'])
    await sit(await addMember(db, school), quiz, seededRandom(seed));
  const read = async () => [
    await db.select().from(quizStatistics).where(eq(quizStatistics.quizId, quiz.id)),
    await db.select().from(itemStatistics).where(eq(itemStatistics.quizId, quiz.id)),
    (await db.select().from(itemChoices).where(eq(itemChoices.quizId, quiz.id)))
      .map((row) => JSON.stringify(row))
      .sort()
  ];
  const before = await read();
  await db.$client.begin((tx) => statistics.rebuild(db, tx, quiz.id));
  expect(await read()).toEqual(before);
});

const spoilt: [string, (attempt: string, quiz: string) => Promise<unknown>, RegExp][] = [
  [
    'the score of an attempt',
    (id) => db.update(tables.attempts).set({ score: 0.9 }).where(eq(tables.attempts.id, id)),
    /^Attempt /
  ],
  [
    'whether it passed',
    (id) =>
      db
        .update(tables.attempts)
        .set({ passed: sql`not passed` })
        .where(eq(tables.attempts.id, id)),
    /^Attempt /
  ],
  [
    'the answer that counts',
    (id) =>
      db
        .update(tables.attemptItems)
        .set({ answerId: null })
        .where(and(eq(tables.attemptItems.attemptId, id), eq(tables.attemptItems.position, 0))),
    /^Attempt /
  ],
  [
    'a question that was dropped',
    (id) =>
      db
        .update(tables.attemptItems)
        .set({ dropped: true })
        .where(eq(tables.attemptItems.attemptId, id)),
    /^Attempt /
  ],
  [
    'a sum, in its last digit',
    (_, quiz) =>
      db
        .update(itemStatistics)
        .set({ product: sql`product + 0.00000001` })
        .where(and(eq(itemStatistics.quizId, quiz), eq(itemStatistics.itemId, 'one'))),
    /^Statistics of quiz /
  ],
  [
    'a count',
    (_, quiz) => db.update(itemChoices).set({ n: 7 }).where(eq(itemChoices.quizId, quiz)),
    /^Statistics of quiz /
  ],
  [
    'a row that is gone',
    (_, quiz) => db.delete(quizStatistics).where(eq(quizStatistics.quizId, quiz)),
    /^Statistics of quiz /
  ]
];

test.each(spoilt)('%s that does not follow is named, and mended', async (_, spoil, name) => {
  const student = await addMember(db, school);
  const quiz = await addQuiz(db, staff);
  const attempt = await begin(db, student, quiz);
  await save(db, student, attempt.id, [given(0, { option: 'b' })], noon);
  await attempts.handIn(db, student.id, attempt.id, noon);
  await spoil(attempt.id, quiz.id);

  const found = await rebuild(db, { write: true });
  expect(found.differences.map(({ name }) => name)).toEqual([expect.stringMatching(name)]);
  expect(found.differences[0]!.name).toMatch(new RegExp(`${attempt.id}|${quiz.id}`));
  expect((await rebuild(db)).differences).toEqual([]);
});

test('statistics rebuilt while attempts end count each of them once', async () => {
  const quiz = await addQuiz(db, staff);
  const students = await Promise.all(Array.from({ length: 8 }, () => addMember(db, school)));
  const begun = await Promise.all(students.map((student) => begin(db, student, quiz)));
  await Promise.all([
    ...begun.map(({ account, id }) => attempts.handIn(db, account, id, noon)),
    ...Array.from({ length: 4 }, () =>
      db.$client.begin((tx) => statistics.rebuild(db, tx, quiz.id))
    )
  ]);
  expect(
    await db.select().from(quizStatistics).where(eq(quizStatistics.quizId, quiz.id))
  ).toMatchObject([{ n: 8 }]);
  expect((await rebuild(db)).differences).toEqual([]);
});
