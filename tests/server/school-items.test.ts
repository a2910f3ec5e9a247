import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { freshDatabase } from './database';
import { catalogueOf, choiceItem, noon } from './fixtures';
import { addSchool } from './quiz-fixtures';
import { bank } from '../../src/lib/server/bank';
import { syncContent } from '../../src/lib/server/content/sync';
import type { Db } from '../../src/lib/server/db/connect';
import { publishChange, publishMany } from '../../src/lib/server/school-items';
import type { Item } from '../../src/lib/domain/items/registry';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
let school: string;
const lesson = 'course/lesson-1';
const shipped = catalogueOf([choiceItem('one'), choiceItem('two')]);
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
  await syncContent(db, shipped, noon);
  school = await addSchool(db);
});
afterAll(() => database.close());

const publish = (contents: Item[], at = school) =>
  db.$client.begin((tx) => publishMany(tx, at, lesson, contents, noon));
const change = (content: Item, at = school) =>
  db.$client.begin((tx) => publishChange(tx, at, lesson, content, noon));
/** Rows of a question's versions: number, school, stem. */
const versionsOf = (item: string) =>
  db.$client`select version, school_id as school, content->>'stem' as stem from item_versions
    where item_id = ${item} order by version`;

test('questions are added behind those of the lesson, each with an id of its own', async () => {
  const own = v7();
  const ids = (await publish([choiceItem('a'), choiceItem(own), choiceItem('a')]))!;
  expect(new Set(ids).size).toBe(3);
  expect(ids[1]).toBe(own);
  const listed = await bank(db, school, null);
  expect(listed.map(({ item }) => item)).toEqual(['one', 'two', ...ids]);
  expect(listed.map(({ content }) => content.id)).toEqual(['one', 'two', ...ids]);
  expect(await versionsOf(own)).toEqual([{ version: 1, school, stem: `What about ${own}?` }]);
  expect(await publish([choiceItem(own)])).not.toEqual([own]);
});

test('questions of a case still name each other', async () => {
  const branch = { text: 'Do so.', credit: 0, feedback: 'No.', leads: 'It goes on.' };
  const branches = { proceed: branch, adapt: branch, decline: branch };
  const { options: _, ...rest } = choiceItem('begin') as Extract<Item, { type: 'choice' }>;
  const first: Item = {
    ...rest,
    type: 'decision',
    branches: { ...branches, refer: { ...branch, credit: 1, then: 'after' } }
  };
  const [, after] = (await publish([first, choiceItem('after')]))!;
  const listed = await bank(db, school, null);
  const decisions = listed.flatMap(({ content }) => (content.type === 'decision' ? content : []));
  expect(decisions[0]!.branches.refer.then).toBe(after);
});

test('a changed question has a version more; one that is as it was has none', async () => {
  const [id] = (await publish([choiceItem('x')])) as [string];
  expect(await change({ ...choiceItem(id), stem: 'What about x?' })).toEqual({
    status: 'unchanged',
    version: 1,
    isKeyedOtherwise: false
  });
  expect(await change(choiceItem(id, 'Anew?'))).toMatchObject({ status: 'published', version: 2 });
  expect(await versionsOf(id)).toHaveLength(2);
  const [row] = await bank(db, school, null, [id]);
  expect(row).toMatchObject({ version: 2, content: { stem: 'Anew?' } });
});

test('of a shipped question the school gets its own version, and others do not', async () => {
  const elsewhere = await addSchool(db);
  const there = await change({ ...choiceItem('one', 'Ours?'), reserved: true });
  expect(there).toMatchObject({ status: 'published', version: 2 });
  expect((await bank(db, school, null, ['one']))[0]).toMatchObject({
    version: 2,
    reserved: false,
    content: { stem: 'Ours?' }
  });
  expect((await bank(db, elsewhere, null, ['one']))[0]!.version).toBe(1);
  expect(await change(choiceItem('one', 'Theirs?'), elsewhere)).toMatchObject({ version: 3 });
  // What ships next takes the number after all of them.
  await syncContent(db, catalogueOf([choiceItem('one', 'Again?'), choiceItem('two')]), noon);
  expect((await bank(db, school, null, ['one']))[0]).toMatchObject({
    version: 4,
    content: { stem: 'Again?' }
  });
});

test('a question keeps its type', async () => {
  const [id] = (await publish([choiceItem('x')])) as [string];
  const { options: _, ...rest } = choiceItem(id) as Extract<Item, { type: 'choice' }>;
  const other: Item = { ...rest, type: 'numeric', value: 1, tolerance: 0, feedback: '', wrong: [] };
  expect(await change(other)).toMatchObject({ status: 'refused', flaws: [{ path: ['type'] }] });
});

test('another school has neither the question nor the lesson', async () => {
  const [id] = (await publish([choiceItem('x')])) as [string];
  const elsewhere = await addSchool(db);
  expect(await change(choiceItem(id, 'Taken over?'), elsewhere)).toBeNull();
  expect(await change(choiceItem('no-such'))).toBeNull();
  await db.$client`insert into lessons (id, course, title, position, school_id)
    values ('theirs', ${randomUUID()}, 'Theirs', 0, ${elsewhere})`;
  const into = db.$client.begin((tx) => publishMany(tx, school, 'theirs', [choiceItem('x')], noon));
  expect(await into).toBeNull();
});

test('two who publish at once both get through, at places of their own', async () => {
  const id = v7();
  const both = await Promise.all([publish([choiceItem(id)]), publish([choiceItem(id)])]);
  expect(new Set(both.flat()).size).toBe(2);
  const rows =
    await db.$client`select position from items where id = any(${both.flat() as string[]}::text[])`;
  expect(new Set(rows.map(({ position }) => position as number)).size).toBe(2);
  const changes = await Promise.all([change(choiceItem(id, 'A?')), change(choiceItem(id, 'B?'))]);
  expect(changes.map((done) => done && 'version' in done && done.version).sort()).toEqual([2, 3]);
});
