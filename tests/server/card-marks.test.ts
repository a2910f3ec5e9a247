import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { record, undo, type Learner } from '../../src/lib/server/answers';
import * as cardMarks from '../../src/lib/server/card-marks';
import { syncContent } from '../../src/lib/server/content/sync';
import { complete } from '../../src/lib/server/reading';
import type { Db } from '../../src/lib/server/db/connect';
import { accounts } from '../../src/lib/server/db/schema/accounts';
import { cards } from '../../src/lib/server/db/schema/answers';
import { cardMarks as table } from '../../src/lib/server/db/schema/plans';
import * as leeches from '../../src/lib/server/leeches';
import { today } from '../../src/lib/server/reviews';
import { studyDay } from '../../src/lib/domain/day';
import { markKinds } from '../../src/lib/domain/plan';
import { freshDatabase } from './database';
import { after, answer, catalogueOf, choiceItem, days, learner, noon } from './fixtures';
import { addMember, addQuiz, addSchool, begin, given } from './quiz-fixtures';
import * as attempts from '../../src/lib/server/attempts';
import { save } from '../../src/lib/server/attempt-answers';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  const items = ['one', 'two', 'three', 'four'].map((id) => choiceItem(id));
  const reserved = { ...choiceItem('kept'), reserved: true };
  await syncContent(db, catalogueOf([...items, reserved]), noon);
});
afterAll(() => database.close());

const wrong = { response: { option: 'a' } };
const tomorrow = after(noon, days(1));
const set = (who: Learner, item: string, kind: (typeof markKinds)[number], now = noon) =>
  cardMarks.set(db, who, item, kind, now);
const asked = async (who: Learner, now: Date) =>
  (await today(db, who, 50, now)).queue.map(({ item }) => item).sort();
const listed = async (who: Learner, now = noon) =>
  (await cardMarks.list(db, who, now)).map(({ item, kind }) => [item, kind]);

/** A student to whom `one` and `two` are due on the next day, and the others new. */
async function student() {
  const person = await learner(db);
  await record(db, person, [answer('one', wrong), answer('two', wrong)], noon);
  await complete(db, person.id, 'course/lesson-1', noon);
  return person;
}

test('what is set aside is asked neither as due nor as new, until it is taken back', async () => {
  const person = await student();
  expect(await asked(person, tomorrow)).toEqual(['four', 'one', 'three', 'two']);
  await set(person, 'one', 'suspended');
  await set(person, 'three', 'known');
  expect(await asked(person, tomorrow)).toEqual(['four', 'two']);
  expect(await asked(person, after(noon, days(400)))).toEqual(['four', 'two']);
  await cardMarks.clear(db, person.id, 'one');
  await cardMarks.clear(db, person.id, 'three');
  await cardMarks.clear(db, person.id, 'three');
  expect(await asked(person, tomorrow)).toEqual(['four', 'one', 'three', 'two']);
});

test('“not today” ends with the study day of the learner', async () => {
  const person = await learner(db, 'America/New_York');
  await complete(db, person.id, 'course/lesson-1', noon);
  // 9 pm on the 10th; the study day ends at four in the morning, which is 08:00 UTC.
  const evening = new Date('2026-03-11T01:00:00Z');
  expect(await set(person, 'one', 'buried', evening)).toMatchObject({ until: '2026-03-11' });
  const night = new Date('2026-03-11T07:59:00Z');
  expect(await asked(person, night)).not.toContain('one');
  expect(await listed(person, night)).toEqual([['one', 'buried']]);
  const morning = new Date('2026-03-11T08:00:00Z');
  expect(await asked(person, morning)).toContain('one');
  expect(await listed(person, morning)).toEqual([]);
});

test('an item has one mark, and the same one again changes nothing', async () => {
  const person = await student();
  const first = await set(person, 'one', 'buried');
  expect(await set(person, 'one', 'buried', after(noon, 1000))).toEqual(first);
  await set(person, 'one', 'known', after(noon, 2000));
  expect(await listed(person)).toEqual([['one', 'known']]);
  await set(person, 'two', 'suspended', after(noon, 3000));
  expect(await cardMarks.list(db, person, noon)).toMatchObject([
    { item: 'two', stem: 'What about two?', lesson: { title: 'Lesson 1' }, until: null },
    { item: 'one' }
  ]);
});

test('a mark is no answer: memory, log and undo stay as they are', async () => {
  const person = await learner(db);
  const sent = answer('one');
  await record(db, person, [sent], noon);
  const before = await db.select().from(cards).where(eq(cards.accountId, person.id));
  for (const kind of markKinds) await set(person, 'one', kind);
  expect(await db.select().from(cards).where(eq(cards.accountId, person.id))).toEqual(before);
  expect(await undo(db, person, sent.id, noon)).toBe('undone');
  expect(await listed(person)).toEqual([['one', 'buried']]);
  // Who answers it all the same, in its lesson, is remembered to have done so.
  await record(db, person, [answer('one')], noon);
  expect(await db.select().from(cards).where(eq(cards.accountId, person.id))).toHaveLength(1);
});

test('nobody’s marks touch those of another, and they go with the account', async () => {
  const [person, other] = [await student(), await student()];
  await set(person, 'one', 'suspended');
  await set(other, 'one', 'known');
  await cardMarks.clear(db, person.id, 'one');
  expect(await listed(other)).toEqual([['one', 'known']]);
  expect(await asked(person, tomorrow)).toContain('one');
  await set(person, 'one', 'known');
  await db.delete(accounts).where(eq(accounts.id, person.id));
  expect(await db.select().from(table).where(eq(table.accountId, person.id))).toEqual([]);
  expect(await listed(other)).toEqual([['one', 'known']]);
});

test('only what may be asked can be set aside', async () => {
  const person = await student();
  for (const item of ['kept', 'no-such', 'No slug', 'one\0', ''])
    expect(await set(person, item, 'known')).toBeNull();
  await cardMarks.clear(db, person.id, 'one\0');
  expect(await listed(person)).toEqual([]);
});

test('what a quiz holds is neither set aside, told, nor listed until the quiz is over', async () => {
  const school = await addSchool(db);
  const staff = await addMember(db, school, 'instructor');
  const quiz = await addQuiz(db, staff);
  const person = await addMember(db, school);
  await set(person, 'one', 'suspended');
  await forget(person, 'two', 4);
  const day = studyDay(after(noon, days(30)), 'UTC');
  expect(await leeches.list(db, person.id, day)).toMatchObject([{ item: 'two', lapses: 4 }]);
  const attempt = await begin(db, person, quiz);
  expect(await set(person, 'three', 'known')).toBeNull();
  expect(await listed(person)).toEqual([]);
  expect(await leeches.list(db, person.id, day)).toEqual([]);
  expect(await leeches.find(db, person.id, day, 'two')).toBeNull();
  await save(db, person, attempt.id, [given(0, { option: 'b' }, noon)], noon);
  await attempts.handIn(db, person.id, attempt.id, after(noon, 60_000));
  expect(await listed(person)).toEqual([['one', 'suspended']]);
});

/** Forgets an item on so many days after having known it the day before. */
async function forget(person: Learner, item: string, times: number) {
  const results = [];
  for (let i = 0; i < times; i++) {
    const known = after(noon, days(2 * i));
    const missed = after(known, days(1));
    await record(db, person, [answer(item, { answeredAt: known.toISOString() })], known);
    const sent = answer(item, { ...wrong, answeredAt: missed.toISOString() });
    results.push((await record(db, person, [sent], missed))[0]!);
  }
  return results;
}

test('who forgets an item again and again is told at the fourth time and the sixth', async () => {
  const person = await learner(db);
  const results = await forget(person, 'one', 6);
  expect(results.map((result) => ('leech' in result ? result.leech : null))).toEqual([
    ...[null, null, null],
    ...[4, null, 6]
  ]);
  const end = after(noon, days(12));
  const [again] = await record(
    db,
    person,
    [answer('one', { ...wrong, answeredAt: end.toISOString() })],
    end
  );
  expect(again).toMatchObject({ correct: false });
  expect(again).not.toHaveProperty('leech');
});

test('a leech is told with what was answered, and whether it is set aside', async () => {
  const [person, other] = [await learner(db), await learner(db)];
  await forget(person, 'one', 4);
  await forget(person, 'two', 3);
  await set(person, 'one', 'suspended');
  const day = studyDay(noon, 'UTC');
  const told = {
    item: 'one',
    stem: 'What about one?',
    lapses: 4,
    lesson: { id: 'course/lesson-1', title: 'Lesson 1' },
    section: null,
    confusions: [{ about: null, given: 'a', times: 4 }],
    misconceptions: [],
    aside: 'suspended'
  };
  expect(await leeches.list(db, person.id, day)).toEqual([told]);
  expect(await leeches.find(db, person.id, day, 'one')).toEqual(told);
  expect(await leeches.find(db, person.id, day, 'two')).toBeNull();
  expect(await leeches.find(db, person.id, day, 'no slug')).toBeNull();
  expect(await leeches.list(db, other.id, day)).toEqual([]);
});
