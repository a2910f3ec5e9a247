import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bank } from '../../src/lib/server/bank';
import { syncContent } from '../../src/lib/server/content/sync';
import type { Db } from '../../src/lib/server/db/connect';
import { attemptItems } from '../../src/lib/server/db/schema/quizzes';
import { handIn } from '../../src/lib/server/attempts';
import { freshDatabase } from './database';
import { catalogueOf, choiceItem, noon } from './fixtures';
import { addMember, addQuiz, addSchool, begin } from './quiz-fixtures';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
const scene = { id: 'two', title: 'A case', vignette: ['Somebody comes in.'] };
const ofCase = (id: string) => ({ ...choiceItem(id), case: scene });
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  const items = [choiceItem('one'), ofCase('case-1'), choiceItem('two'), ofCase('case-2')];
  await syncContent(db, catalogueOf(items, [choiceItem('three'), choiceItem('four')]), noon);
});
afterAll(() => database.close());

test('questions of a case share a group, which no other question is in', async () => {
  const questions = await bank(db, null, null);
  expect(questions.map(({ item }) => item)).toEqual([
    ...['one', 'case-1', 'two', 'case-2', 'three', 'four']
  ]);
  const groups = questions.map(({ group }) => group);
  expect(new Set(groups).size).toBe(5);
  expect(groups[1]).toBe(groups[3]);
});

test('those that are asked for alone are read alone', async () => {
  const some = await bank(db, null, null, ['four', 'one', 'nobody-knows']);
  expect(some.map(({ item }) => item)).toEqual(['one', 'four']);
});

test('what a learner met in an earlier attempt is known to be seen', async () => {
  const school = await addSchool(db);
  const staff = await addMember(db, school, 'instructor');
  const student = await addMember(db, school);
  const composition = { kind: 'chosen' as const, items: ['two', 'three'] };
  await begin(db, student, await addQuiz(db, staff, { composition }));
  const seen = async (account: string | null) =>
    (await bank(db, school, account)).filter((item) => item.seen).map(({ item }) => item);
  expect(await seen(student.id)).toEqual(['two', 'three']);
  expect(await seen(null)).toEqual([]);
});

test('a drawn quiz asks the questions of a case together and in their order', async () => {
  const school = await addSchool(db);
  const staff = await addMember(db, school, 'instructor');
  const student = await addMember(db, school);
  const composition = { kind: 'drawn', areas: { '4': 6 }, difficulty: 'any' } as const;
  for (const shuffle of [true, false, true]) {
    const quiz = await addQuiz(db, staff, { composition, shuffle });
    const { id } = await begin(db, student, quiz);
    const asked = await db
      .select({ item: attemptItems.itemId })
      .from(attemptItems)
      .where(eq(attemptItems.attemptId, id))
      .orderBy(asc(attemptItems.position));
    const items = asked.map(({ item }) => item);
    expect(items).toHaveLength(6);
    expect(items[items.indexOf('case-1') + 1]).toBe('case-2');
    await handIn(db, student.id, id, noon);
  }
});
