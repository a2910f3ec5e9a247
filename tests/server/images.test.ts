import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../src/lib/server/db/connect';
import * as images from '../../src/lib/server/images';
import * as texts from '../../src/lib/server/lesson-texts';
import { addAuthors, by, text } from './authoring-fixtures';
import { freshDatabase } from './database';

let database: Awaited<ReturnType<typeof freshDatabase>>;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  db = database.db;
});
afterAll(() => database.close());

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAYAAACddGYaAAAAGElEQVR4AWJiYPj//z+IAGKm/wyMDDAAAAAA//+XbFgYAAAABklEQVQDAH7zBv/xWDlDAAAAAElFTkSuQmCC',
  'base64'
);
/** The same with a place written into it. */
const placed = Buffer.concat([
  png.subarray(0, 33),
  Buffer.from([0, 0, 0, 8]),
  Buffer.from('eXIfGPS 33.9\0\0\0\0', 'latin1'),
  png.subarray(33)
]);

const add = async (
  school: Awaited<ReturnType<typeof addAuthors>>,
  bytes: Uint8Array,
  name = 'hands.png'
) => {
  const added = await images.add(db, by(school, school.author), bytes, name);
  if (!added || 'error' in added) throw new Error(added?.error ?? 'missing');
  return added;
};

test('a picture is stored without what it tells, and once, whatever its name', async () => {
  const school = await addAuthors(db);
  const added = await add(school, placed, 'IMG 0001\u0000.png');
  expect(added).toMatchObject({ width: 3, height: 2 });
  expect((await add(school, png, 'again.jpg')).id).toBe(added.id);
  const found = (await images.find(db, school.student, school.id, added.id))!;
  expect(found.type).toBe('image/png');
  expect(Buffer.from(found.bytes)).toEqual(png);
  expect(await images.list(db, school.author, school.id)).toMatchObject([
    { id: added.id, name: 'IMG 0001.png', size: png.length }
  ]);
});

test('what is no picture is refused, whatever its name says', async () => {
  const school = await addAuthors(db);
  const refused = await images.add(
    db,
    by(school, school.author),
    Buffer.from('<svg onload="alert(1)"/>'),
    'hands.png'
  );
  expect(refused).toMatchObject({ error: expect.stringMatching(/SVG/) });
});

test('a picture is there for its school alone, in lessons too', async () => {
  const school = await addAuthors(db);
  const elsewhere = await addAuthors(db);
  const { id } = await add(school, png);
  expect(await images.add(db, by(school, school.student), png, 'x')).toBeNull();
  expect(await images.add(db, by(school, elsewhere.author), png, 'x')).toBeNull();
  expect(await images.find(db, elsewhere.student, school.id, id)).toBeNull();
  expect(await images.find(db, elsewhere.student, elsewhere.id, id)).toBeNull();
  expect(await images.list(db, elsewhere.author, school.id)).toEqual([]);
  const body = text(`<Image id="${id}" alt="Two hands" />`);
  expect(await texts.read(db, school.id, body)).toMatchObject({
    findings: [],
    images: { [id]: { width: 3, height: 2 } }
  });
  expect((await texts.read(db, elsewhere.id, body)).findings).toHaveLength(1);
});
