import { randomUUID } from 'node:crypto';
import { asc, getTableColumns } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { record } from '../../src/lib/server/answers';
import { syncContent } from '../../src/lib/server/content/sync';
import { connect, type Db } from '../../src/lib/server/db/connect';
import { items, itemVersions, lessons } from '../../src/lib/server/db/schema/content';
import { freshDatabase } from './database';
import { after, answer, catalogueOf, choiceItem, days, learner, noon } from './fixtures';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
beforeEach(async () => {
  database = await freshDatabase();
  db = database.db;
});
afterEach(() => database.close());

const { reserved: _, bloom: __, schoolId: ___, ...shown } = getTableColumns(items);
const itemRows = () => db.select(shown).from(items).orderBy(asc(items.id));
const { schoolId: _____, ...told } = getTableColumns(lessons);
const lessonRows = () => db.select(told).from(lessons).orderBy(asc(lessons.position));
const { schoolId: ____, ...written } = getTableColumns(itemVersions);
const versionRows = () =>
  db
    .select(written)
    .from(itemVersions)
    .orderBy(asc(itemVersions.itemId), asc(itemVersions.version));

const one = choiceItem('one');
const two = choiceItem('two');
const three = choiceItem('three');
const later = after(noon, days(1));

test('what ships first is version 1, in its order', async () => {
  await syncContent(db, catalogueOf([two, one], [three]), noon);
  expect(await lessonRows()).toEqual([
    { id: 'course/lesson-1', course: 'course', title: 'Lesson 1', position: 0, retiredAt: null },
    { id: 'course/lesson-2', course: 'course', title: 'Lesson 2', position: 1, retiredAt: null }
  ]);
  expect(await itemRows()).toEqual([
    { id: 'one', lessonId: 'course/lesson-1', position: 1, version: 1, retiredAt: null },
    { id: 'three', lessonId: 'course/lesson-2', position: 0, version: 1, retiredAt: null },
    { id: 'two', lessonId: 'course/lesson-1', position: 0, version: 1, retiredAt: null }
  ]);
  expect(await versionRows()).toEqual(
    [one, three, two].map((content) => ({
      itemId: content.id,
      version: 1,
      content,
      createdAt: noon
    }))
  );
});

test('what has not changed adds nothing', async () => {
  await syncContent(db, catalogueOf([one, two]), noon);
  const before = [await lessonRows(), await itemRows(), await versionRows()];
  await syncContent(db, catalogueOf([one, two]), later);
  expect([await lessonRows(), await itemRows(), await versionRows()]).toEqual(before);
});

test('fields in another order, or absent instead of undefined, are no change', async () => {
  await syncContent(db, catalogueOf([one]), noon);
  const reordered = Object.fromEntries(Object.entries(one).toReversed()) as typeof one;
  await syncContent(db, catalogueOf([{ ...reordered, hint: undefined }]), later);
  expect(await versionRows()).toHaveLength(1);
});

test('a changed item gets version 2, and version 1 stays as it was', async () => {
  await syncContent(db, catalogueOf([one, two]), noon);
  const changed = { ...one, stem: 'Asked in another way?' };
  await syncContent(db, catalogueOf([changed, two]), later);
  expect(await itemRows()).toMatchObject([
    { id: 'one', version: 2 },
    { id: 'two', version: 1 }
  ]);
  expect(await versionRows()).toEqual([
    { itemId: 'one', version: 1, content: one, createdAt: noon },
    { itemId: 'one', version: 2, content: changed, createdAt: later },
    { itemId: 'two', version: 1, content: two, createdAt: noon }
  ]);
});

test('a change that is taken back is a version of its own', async () => {
  for (const stem of [one.stem, 'Otherwise?', one.stem])
    await syncContent(db, catalogueOf([{ ...one, stem }]), noon);
  expect((await versionRows()).map(({ version, content }) => [version, content.stem])).toEqual([
    [1, one.stem],
    [2, 'Otherwise?'],
    [3, one.stem]
  ]);
});

test('a removed item is retired, and comes back under the same id with its past', async () => {
  await syncContent(db, catalogueOf([one, two]), noon);
  const student = await learner(db);
  await record(db, student, [answer('two')], noon);

  await syncContent(db, catalogueOf([one]), later);
  expect(await itemRows()).toMatchObject([
    { id: 'one', retiredAt: null },
    { id: 'two', retiredAt: later, version: 1 }
  ]);
  expect(await versionRows()).toHaveLength(2);

  await syncContent(db, catalogueOf([one]), after(later, days(1)));
  expect(await itemRows()).toMatchObject([{ id: 'one' }, { id: 'two', retiredAt: later }]);

  await syncContent(db, catalogueOf([one, two]), after(later, days(2)));
  expect(await itemRows()).toMatchObject([
    { id: 'one', retiredAt: null },
    { id: 'two', retiredAt: null, version: 1 }
  ]);
  expect(await versionRows()).toHaveLength(2);
});

test('a removed lesson is retired with its items, and comes back', async () => {
  await syncContent(db, catalogueOf([one], [two]), noon);
  await syncContent(db, catalogueOf([one]), later);
  expect(await lessonRows()).toMatchObject([
    { id: 'course/lesson-1', retiredAt: null },
    { id: 'course/lesson-2', retiredAt: later }
  ]);
  expect(await itemRows()).toMatchObject([
    { id: 'one', retiredAt: null },
    { id: 'two', retiredAt: later }
  ]);
  await syncContent(db, catalogueOf([one], [two]), after(later, days(1)));
  expect((await lessonRows()).map(({ retiredAt }) => retiredAt)).toEqual([null, null]);
});

test('an item can move to another lesson and stays the same item', async () => {
  await syncContent(db, catalogueOf([one, two], [three]), noon);
  await syncContent(db, catalogueOf([one], [two, three]), later);
  expect(await itemRows()).toMatchObject([
    { id: 'one', lessonId: 'course/lesson-1', position: 0 },
    { id: 'three', lessonId: 'course/lesson-2', position: 1 },
    { id: 'two', lessonId: 'course/lesson-2', position: 0, version: 1 }
  ]);
  expect(await versionRows()).toHaveLength(3);
});

test('a renamed lesson gets its new title', async () => {
  const catalogue = catalogueOf([one]);
  await syncContent(db, catalogue, noon);
  catalogue.courses[0]!.modules[0]!.lessons[0]!.title = 'A better name';
  await syncContent(db, catalogue, later);
  expect(await lessonRows()).toMatchObject([{ title: 'A better name' }]);
});

test('no content retires everything and deletes nothing', async () => {
  await syncContent(db, catalogueOf([one, two]), noon);
  await syncContent(db, catalogueOf(), later);
  expect(await itemRows()).toMatchObject([{ retiredAt: later }, { retiredAt: later }]);
  expect(await lessonRows()).toMatchObject([{ retiredAt: later }]);
  expect(await versionRows()).toHaveLength(2);
});

test('processes that start together neither fail nor double', async () => {
  const others = Array.from({ length: 5 }, () => connect(database.url));
  try {
    await Promise.all(
      [db, ...others].map((own) => syncContent(own, catalogueOf([one, two]), noon))
    );
    const changed = { ...one, stem: 'Asked in another way?' };
    await Promise.all(
      [db, ...others].map((own) => syncContent(own, catalogueOf([changed, two]), later))
    );
  } finally {
    await Promise.all(others.map((own) => own.$client.end()));
  }
  expect(await lessonRows()).toHaveLength(1);
  expect((await versionRows()).map(({ itemId, version }) => [itemId, version])).toEqual([
    ['one', 1],
    ['one', 2],
    ['two', 1]
  ]);
});

test('a flaw in the middle leaves everything as it was', async () => {
  await syncContent(db, catalogueOf([one]), noon);
  const unstorable = { ...two, stem: 'NUL \0 in a text' };
  await expect(syncContent(db, catalogueOf([three, unstorable]), later)).rejects.toThrow();
  expect(await itemRows()).toEqual([
    { id: 'one', lessonId: 'course/lesson-1', position: 0, version: 1, retiredAt: null }
  ]);
});

test('what a school has written itself does not ship, and stays', async () => {
  const [school, lesson, item] = [randomUUID(), randomUUID(), randomUUID()];
  await db.$client`insert into schools (id, slug, name, created_at)
    values (${school}, 'school', 'School', now())`;
  await db.$client`insert into lessons (id, course, title, position, school_id)
    values (${lesson}, 'own', 'Own', 0, ${school})`;
  await db.$client`insert into items (id, lesson_id, position, version, school_id)
    values (${item}, ${lesson}, 0, 1, ${school})`;
  await syncContent(db, catalogueOf([one]), noon);
  const own = (rows: { id: string; retiredAt: Date | null }[], id: string) =>
    rows.find((row) => row.id === id)?.retiredAt;
  expect(own(await itemRows(), item)).toBeNull();
  expect(own(await lessonRows(), lesson)).toBeNull();
});
