import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recallOn } from '../../src/lib/domain/card';
import { studyDay } from '../../src/lib/domain/day';
import { defaultWeights, fsrs6, memoryModel } from '../../src/lib/domain/memory';
import { seededRandom } from '../../src/lib/domain/shuffle';
import type { RecallFilter } from '../../src/lib/domain/topic';
import { fewestAnswered, mostColumns } from '../../src/lib/domain/weak-spots';
import { record, undo } from '../../src/lib/server/answers';
import * as classRecall from '../../src/lib/server/class-recall';
import * as cohorts from '../../src/lib/server/cohorts';
import { syncContent } from '../../src/lib/server/content/sync';
import { catalogue } from '../../src/lib/server/courses';
import type { Db } from '../../src/lib/server/db/connect';
import { accounts, members } from '../../src/lib/server/db/schema/accounts';
import { cards } from '../../src/lib/server/db/schema/answers';
import { fits } from '../../src/lib/server/db/schema/plans';
import { misconceptions } from '../../src/lib/server/misconceptions';
import * as students from '../../src/lib/server/students';
import { weakSpots } from '../../src/lib/server/weak-spots';
import { weakTopic } from '../../src/lib/server/weak-topic';
import { parseItem } from '../../src/lib/domain/items/registry';
import { freshDatabase } from './database';
import { answer, catalogueOf, choiceItem, days, noon } from './fixtures';
import { addMember, addSchool } from './quiz-fixtures';

const [belief] = Object.entries(catalogue().misconceptions)[0]!;

/** Whose option `a` shows a misconception. */
function misleading(id: string) {
  const item = choiceItem(id);
  if (item.type !== 'choice') throw new Error('Not a choice');
  const options = item.options.map((option) =>
    option.id === 'a' ? { ...option, misconception: belief } : option
  );
  const parsed = parseItem({ ...item, options });
  if ('flaws' in parsed) throw new Error(JSON.stringify(parsed.flaws));
  return parsed.item;
}

const firstLesson = ['one', 'two', 'three', 'four'];
const secondLesson = ['five', 'six', 'seven'];
const kept = { ...choiceItem('kept'), reserved: true };
const all: RecallFilter = { by: 'lesson', cohort: null, order: 'course' };

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  const lessons = catalogueOf(
    [...firstLesson.map(misleading), kept],
    secondLesson.map((id) => choiceItem(id))
  );
  await syncContent(db, lessons, noon);
});
afterAll(() => database.close());

async function schoolOf(count: number) {
  const school = await addSchool(db);
  const staff = await addMember(db, school, 'instructor');
  const own = [];
  for (let i = 0; i < count; i++) own.push(await addMember(db, school));
  return { school, staff, students: own };
}

/** A card as it may be, last answered so many days ago. */
const card = (accountId: string, itemId: string, stability: number, ago: number, version = 1) => {
  const lastDay = studyDay(noon, 'UTC') - ago;
  return {
    ...{ accountId, itemId, stability, difficulty: 5, weightsVersion: version },
    ...{ firstDay: lastDay, lastDay, dueDay: lastDay + 1, reps: 1, lapses: 0 },
    ...{ lastAnswerId: randomUUID(), lastAnsweredAt: noon, revision: randomUUID() }
  };
};

test('recall that the database reckons is that of the domain, whatever weights and zones', async () => {
  const { school, staff, students: own } = await schoolOf(6);
  const zones = ['UTC', 'Pacific/Auckland', 'America/Los_Angeles'];
  for (const [i, { id }] of own.entries())
    await db
      .update(accounts)
      .set({ timeZone: zones[i % zones.length]! })
      .where(eq(accounts.id, id));
  const weights = defaultWeights.map((weight, i) => (i === 20 ? 0.37 : weight));
  const fitted = { trainedOn: 2000, testedOn: 500, logLoss: 0.3, logLossBefore: 0.4, madeAt: noon };
  const [fit] = await db
    .insert(fits)
    .values({ scope: 'platform', weights, ...fitted })
    .returning();
  const random = seededRandom('cards');
  const rows = own.flatMap(({ id }) =>
    [...firstLesson, ...secondLesson]
      .filter(() => random() < 0.8)
      .map((item) => {
        const stability = 0.001 + 36_000 * random() ** 8;
        const version = random() < 0.5 ? 1 : fit!.version;
        return card(id, item, stability, Math.floor(random() * 400) - 1, version);
      })
  );
  await db.insert(cards).values(rows);

  const at = new Date('2026-03-10T18:00:00Z');
  const among = await students.list(db, staff, school, null, at);
  expect(new Set(among.map(({ today }) => today)).size).toBeGreaterThan(1);
  const models = new Map([
    [1, fsrs6],
    [fit!.version, memoryModel(weights)]
  ]);
  const topics = [firstLesson, secondLesson];
  const sums = await classRecall.sums(db, among, topics);
  for (const [topic, items] of topics.entries())
    for (const [place, { id, today }] of among.entries()) {
      const recalls = rows
        .filter(({ accountId, itemId }) => accountId === id && items.includes(itemId))
        .map((row) => recallOn(row, today, models.get(row.weightsVersion)));
      const got = sums[topic]!.get(place) ?? { answered: 0, sum: 0 };
      expect(got.answered).toBe(recalls.length);
      // ts-fsrs rounds each to the eighth place.
      expect(got.sum).toBeCloseTo(
        recalls.reduce((sum, recall) => sum + recall, 0),
        7
      );
    }
});

test('a grid has every student and topic; what is too little is withheld', async () => {
  const { school, staff, students: own } = await schoolOf(3);
  const [strong, weak, new_] = own as [(typeof own)[0], (typeof own)[0], (typeof own)[0]];
  await db.insert(cards).values([
    ...firstLesson.map((item) => card(strong.id, item, 1000, 10)),
    ...firstLesson.map((item) => card(weak.id, item, 2, 30)),
    ...secondLesson.slice(0, fewestAnswered - 1).map((item) => card(weak.id, item, 1000, 10)),
    // What is kept for quizzes is no part of what a learner is told of either.
    card(new_.id, 'kept', 0.1, 300)
  ]);
  const found = (await weakSpots(db, staff, school, all, noon))!;
  expect(found.students).toBe(3);
  const columns = new Map(found.columns!.map((column, i) => [column.id, { i, ...column }]));
  const [first, second] = found.topics as [(typeof found.topics)[0], (typeof found.topics)[0]];
  expect(found.topics.map(({ topic, title }) => [topic, title])).toEqual([
    ['lesson.course.lesson-1', 'Lesson 1'],
    ['lesson.course.lesson-2', 'Lesson 2']
  ]);
  expect(first.spread).toEqual({ weak: 1, fading: 0, firm: 1 });
  expect(first.weakest).toMatchObject([{ id: weak.id }]);
  const cellOf = (row: typeof first, id: string) => row.cells![columns.get(id)!.i]!;
  expect(cellOf(first, strong.id).recall).toBeGreaterThan(0.9);
  expect(cellOf(first, weak.id).recall).toBeLessThan(0.8);
  expect(first.recall).toBeCloseTo(
    (cellOf(first, strong.id).recall! + cellOf(first, weak.id).recall!) / 2
  );
  expect(cellOf(first, new_.id)).toEqual({ answered: 0, recall: null });
  expect(cellOf(second, weak.id)).toEqual({ answered: fewestAnswered - 1, recall: null });
  expect(second.recall).toBeNull();
  expect(columns.get(weak.id)).toMatchObject({ answered: 4 + fewestAnswered - 1 });
  expect(columns.get(new_.id)).toMatchObject({ answered: 0, recall: null });

  const byArea = await weakSpots(db, staff, school, { ...all, by: 'area' }, noon);
  expect(byArea!.topics).toMatchObject([{ topic: 'area.4' }]);
});

test('the weakest topic comes first where that is asked', async () => {
  const { school, staff, students: own } = await schoolOf(1);
  await db
    .insert(cards)
    .values([
      ...firstLesson.map((item) => card(own[0]!.id, item, 1000, 10)),
      ...secondLesson.map((item) => card(own[0]!.id, item, 2, 30))
    ]);
  const found = await weakSpots(db, staff, school, { ...all, order: 'weakest' }, noon);
  expect(found!.topics.map(({ title }) => title)).toEqual(['Lesson 2', 'Lesson 1']);
});

test('of more students than a table can hold the weakest are named', async () => {
  const { school, staff, students: own } = await schoolOf(mostColumns + 1);
  await db
    .insert(cards)
    .values(own.flatMap(({ id }, i) => firstLesson.map((item) => card(id, item, 0.1 + i, 30))));
  const found = (await weakSpots(db, staff, school, all, noon))!;
  expect(found.columns).toBeNull();
  expect(found.topics[0]!.cells).toBeNull();
  expect(found.topics[0]!.weakest.map(({ id }) => id)).toEqual(own.slice(0, 5).map(({ id }) => id));
});

test('a cohort is looked at by itself; nothing of another school is to be had', async () => {
  const { school, staff, students: own } = await schoolOf(2);
  const elsewhere = await schoolOf(1);
  await db
    .insert(cards)
    .values([...own, ...elsewhere.students].map(({ id }) => card(id, 'one', 2, 30)));
  const change = { actor: staff, school, today: studyDay(noon, 'UTC'), now: noon };
  const made = await cohorts.create(db, change, { name: 'Evenings', examDate: null });
  if (made.outcome !== 'done') throw new Error(made.outcome);
  await cohorts.changeMembers(db, change, made.id, { add: [own[1]!.id], remove: [] });

  const found = await weakSpots(db, staff, school, { ...all, cohort: made.id }, noon);
  expect(found!.columns!.map(({ id }) => id)).toEqual([own[1]!.id]);
  const foreign = { ...all, cohort: made.id };
  expect(await weakSpots(db, elsewhere.staff, elsewhere.school, foreign, noon)).toMatchObject({
    students: 0
  });
  const topic = 'lesson.course.lesson-1';
  for (const who of [own[0]!, elsewhere.staff]) {
    expect(await weakSpots(db, who, school, all, noon)).toBeNull();
    expect(await weakTopic(db, who, school, topic, null, noon)).toBeNull();
    expect(await misconceptions(db, who, school, null, noon)).toBeNull();
  }
  expect(await weakTopic(db, staff, school, 'lesson.no.such', null, noon)).toBeNull();
});

test('of a topic: its students, its questions by how often wrong, and what is believed', async () => {
  const { school, staff, students: own } = await schoolOf(3);
  const [a, b, c] = own as [(typeof own)[0], (typeof own)[0], (typeof own)[0]];
  const at = noon.toISOString();
  const gave = (item: string, option: string, answeredAt = at) =>
    answer(item, { response: { option }, answeredAt });
  await record(db, a, [gave('one', 'a'), gave('one', 'a'), gave('one', 'b')], noon);
  await record(db, b, [gave('one', 'a'), gave('one', 'c'), gave('two', 'a')], noon);
  const earlier = new Date(noon.getTime() - 60_000).toISOString();
  const mistaken = gave('three', 'a');
  await record(
    db,
    c,
    [gave('one', 'b'), gave('two', 'b'), gave('three', 'b', earlier), mistaken],
    noon
  );
  expect(await undo(db, c, mistaken.id, noon)).toBe('undone');

  const key = 'lesson.course.lesson-1';
  const found = (await weakTopic(db, staff, school, key, null, noon))!;
  expect(found).toMatchObject({ topic: key, kind: 'lesson', title: 'Lesson 1' });
  expect(found.students.map(({ id, answered }) => [id, answered])).toEqual(
    expect.arrayContaining([
      [a.id, 1],
      [b.id, 2],
      [c.id, 3]
    ])
  );
  expect(found.students[0]!.id).toBe(c.id);
  expect(found.items.map(({ item, answered, wrong }) => [item, answered, wrong])).toEqual([
    ['one', 3, 2],
    ['two', 2, 1],
    ['three', 1, 0],
    ['four', 0, 0]
  ]);
  expect(found.items[0]).toMatchObject({
    instead: { about: null, given: 'a', students: 2 },
    belief: { id: belief }
  });
  expect(found.items[2]).toMatchObject({ instead: null, belief: null });

  expect(await misconceptions(db, staff, school, null, noon)).toMatchObject({
    students: 3,
    misconceptions: [
      { id: belief, students: 2, questions: 2, items: [{ item: 'one' }, { item: 'two' }] }
    ]
  });
  const muchLater = new Date(noon.getTime() + days(60));
  expect(await misconceptions(db, staff, school, null, muchLater)).toMatchObject({
    misconceptions: []
  });
});

test('whoever has left the school is not looked at', async () => {
  const { school, staff, students: own } = await schoolOf(1);
  await db.insert(cards).values(firstLesson.map((item) => card(own[0]!.id, item, 2, 30)));
  await db.delete(members).where(eq(members.accountId, own[0]!.id));
  expect(await weakSpots(db, staff, school, all, noon)).toMatchObject({ students: 0, topics: [] });
});
