import { afterAll, beforeAll, expect, test } from 'vitest';
import { record } from '../../src/lib/server/answers';
import { complete, completed, readerState } from '../../src/lib/server/reading';
import { syncContent } from '../../src/lib/server/content/sync';
import type { Db } from '../../src/lib/server/db/connect';
import { today } from '../../src/lib/server/reviews';
import { freshDatabase } from './database';
import { after, answer, catalogueOf, choiceItem, days, learner, noon } from './fixtures';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
const first = ['one', 'two', 'three'].map((id) => choiceItem(id));
const second = Array.from({ length: 25 }, (_, i) => choiceItem(`more-${i}`));
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await syncContent(db, catalogueOf(first, second), noon);
});
afterAll(() => database.close());

const wrong = { response: { option: 'a' } };
const itemsOf = (queue: { item: string }[]) => queue.map(({ item }) => item);

test('nothing is asked before a lesson was read or a check answered', async () => {
  const student = await learner(db);
  expect(await today(db, student, 20, noon)).toEqual({
    due: 0,
    new: 0,
    minutes: 0,
    nextDue: null,
    done: 0,
    more: false,
    afterBreak: false,
    pausedUntil: null,
    waiting: null,
    exam: null,
    queue: []
  });
});

test('finishing a lesson brings the items that were not answered yet', async () => {
  const student = await learner(db);
  await record(db, student, [answer('one')], noon);
  await complete(db, student.id, 'course/lesson-1', noon);
  const { due, new: fresh, queue, nextDue } = await today(db, student, 20, noon);
  expect({ due, fresh, nextDue }).toEqual({ due: 0, fresh: 2, nextDue: '2026-03-12' });
  expect(itemsOf(queue)).toEqual(['two', 'three']);
  expect(queue[0]).toMatchObject({ type: 'choice', version: 1, reason: 'new' });
  expect(JSON.stringify(queue)).not.toMatch(/correct|feedback|explanation/);
});

test('no more than twenty new items come on one day, those answered today included', async () => {
  const student = await learner(db);
  await complete(db, student.id, 'course/lesson-2', noon);
  expect((await today(db, student, 100, noon)).new).toBe(20);
  await record(
    db,
    student,
    second.slice(0, 15).map(({ id }) => answer(id)),
    noon
  );
  expect((await today(db, student, 100, noon)).new).toBe(5);
  expect((await today(db, student, 100, after(noon, days(1)))).new).toBe(10);
});

test('an item comes back on its day, not before, and a miss the same day', async () => {
  const student = await learner(db);
  await record(db, student, [answer('one'), answer('two', wrong)], noon);
  expect((await today(db, student, 20, noon)).queue).toMatchObject([
    { item: 'two', reason: 'missed' }
  ]);
  const tomorrow = await today(db, student, 20, after(noon, days(1)));
  expect(tomorrow.queue).toMatchObject([{ item: 'two', reason: 'due' }]);
  const later = await today(db, student, 20, after(noon, days(2)));
  expect(new Set(itemsOf(later.queue))).toEqual(new Set(['one', 'two']));
});

test('the limit cuts the queue, not the counts', async () => {
  const student = await learner(db);
  await complete(db, student.id, 'course/lesson-1', noon);
  const { new: fresh, queue } = await today(db, student, 1, noon);
  expect([fresh, queue.length]).toEqual([3, 1]);
});

test('a study day begins at four in the morning where the learner is', async () => {
  const student = await learner(db, 'America/New_York');
  const evening = new Date('2026-03-11T01:00:00Z'); // 9 pm on the 10th
  const sent = answer('one', { ...wrong, answeredAt: evening.toISOString() });
  await record(db, student, [sent], evening);
  const night = new Date('2026-03-11T07:59:00Z');
  const morning = new Date('2026-03-11T08:00:00Z');
  expect((await today(db, student, 20, night)).queue).toMatchObject([{ reason: 'missed' }]);
  expect((await today(db, student, 20, morning)).queue).toMatchObject([{ reason: 'due' }]);
});

test('a completion is kept from the first time on', async () => {
  const student = await learner(db);
  const at = await complete(db, student.id, 'course/lesson-1', noon);
  expect(await complete(db, student.id, 'course/lesson-1', after(noon, days(1)))).toEqual(at);
  expect(await completed(db, student.id)).toEqual(['course/lesson-1']);
  expect(await complete(db, student.id, 'course/no-such', noon)).toBeNull();
});

test('the state beside a lesson is the reader’s own', async () => {
  const student = await learner(db);
  await record(db, student, [answer('one')], noon);
  const own = await readerState(db, student.id, 'course/lesson-1');
  expect(own.items).toMatchObject({ one: { version: 1, due: '2026-03-12' }, two: { due: null } });
  const visitor = await readerState(db, null, 'course/lesson-1');
  expect(visitor).toMatchObject({
    account: null,
    completedAt: null,
    items: { one: { due: null } }
  });
});
