import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { read } from '../src/lib/server/exchange/apkg/read';
import { zip } from '../src/lib/server/exchange/zip';
import {
  blockHeader,
  databaseOf,
  message,
  newPackage,
  oldCollection,
  oldPackage,
  sample,
  zstd,
  zstdHeader
} from './anki-packages';

const packed = (collection: Uint8Array) => zip([['collection.anki2', collection]]);
const flawsOf = async (bytes: Uint8Array) =>
  (await read(bytes)).flaws.map(({ text }) => text).join();

const withSql = (sql: string) => oldCollection(sample, sql);

test('what is no package, or half of one', async () => {
  expect(await flawsOf(new Uint8Array())).toContain('no zip archive');
  expect(await flawsOf(new TextEncoder().encode('Front\tBack'))).toContain('no zip archive');
  const whole = await oldPackage(sample);
  expect(await flawsOf(whole.subarray(0, whole.length / 2))).toContain('no zip archive');
});

describe('a database that would run what it says', () => {
  const endless =
    'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id, 1 AS mid, i AS tags, i AS flds FROM n';

  test.each([
    ['a view', `DROP TABLE notes; CREATE VIEW notes AS ${endless}`],
    [
      'a virtual table',
      'DROP TABLE notes; CREATE VIRTUAL TABLE notes USING fts3(id, mid, tags, flds)'
    ],
    [
      'a computed column',
      `DROP TABLE notes; CREATE TABLE notes (id INTEGER, mid INTEGER, tags TEXT,
        flds TEXT AS (hex(zeroblob(4000)))); INSERT INTO notes VALUES (1, 11, '')`
    ],
    ['no such table', 'DROP TABLE notes']
  ])('instead of the notes: %s', async (_, sql) => {
    expect(await flawsOf(packed(await withSql(sql)))).toContain('damaged');
  });

  test('instead of the cards: the notes are read without', async () => {
    const sql = `DROP TABLE cards; CREATE VIEW cards AS ${endless}`;
    const { rows, flaws } = await read(packed(await withSql(sql)));
    expect(rows.map(({ category }) => category)).toEqual([null, null]);
    expect(flaws).toEqual([]);
  });

  test('beside the notes: it is left alone', async () => {
    const sql = `CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM notes; END;
      CREATE VIEW other AS ${endless}; CREATE INDEX i ON notes (hex(flds))`;
    expect((await read(packed(await withSql(sql)))).rows).toHaveLength(2);
  });
});

describe('a database that is too much', () => {
  test('a note of many megabytes is told, the others are read', async () => {
    const sql = `UPDATE notes SET flds = hex(randomblob(2000000)) WHERE id = 2`;
    const { rows } = await read(packed(await withSql(sql)));
    expect(rows.map(({ flaws }) => flaws.map(({ text }) => text))).toEqual([
      [expect.stringContaining('larger than 1 MB')],
      []
    ]);
  });

  test('more notes than are read are told', async () => {
    const sql = `WITH RECURSIVE n(i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n LIMIT 20001)
      INSERT INTO notes SELECT i, i, 11, 0, 0, '', 'Which ' || i || '?' || char(31) || 'x', '', 0, 0, '' FROM n`;
    const { rows, flaws } = await read(packed(await withSql(sql)));
    expect(rows).toHaveLength(20_000);
    expect(flaws[0]!.text).toContain('Only the first 20,000 notes');
  });

  test('other kinds of values than it should hold are read as far as they go', async () => {
    const odd = `DROP TABLE notes; CREATE TABLE notes (id, mid, tags, flds);
      INSERT INTO notes VALUES ('x', NULL, x'00', 5), (NULL, 1e300, 7, 'a' || char(31) || 'b');
      UPDATE col SET models = '[1, {"name": 5}]', decks = 'null'`;
    const { rows } = await read(packed(await withSql(odd)));
    expect(rows.map(({ draft }) => draft?.stem)).toEqual([undefined, 'a']);
  });
});

describe('a new package', () => {
  const renewed = (file: Uint8Array) =>
    zip([
      ['meta', message({ 1: 3 })],
      ['collection.anki21b', file]
    ]);

  test('that would grow beyond all bounds', async () => {
    const count = 2000;
    const blocks = [...Array(count).keys()].flatMap((i) => [
      blockHeader(i === count - 1, 1, 2 ** 17),
      Uint8Array.of(0)
    ]);
    const bomb = new Uint8Array(Buffer.concat([zstdHeader, ...blocks]));
    expect(await flawsOf(renewed(bomb))).toContain('damaged');
  });

  test.each([
    ['is not compressed', (file: Uint8Array) => file],
    ['ends early', (file: Uint8Array) => zstd(file).subarray(0, 5000)],
    ['is empty', () => new Uint8Array()]
  ])('whose collection %s', async (_, broken) => {
    expect(await flawsOf(renewed(broken(await oldCollection(sample))))).toContain('damaged');
  });
});

test('a database that is damaged in its middle gives what comes before', async () => {
  const many = await databaseWith(3000);
  many.fill(0xee, many.length - 100_000, many.length - 50_000);
  const { rows, flaws } = await read(packed(many));
  expect(rows.length).toBeGreaterThan(0);
  expect(flaws[0]!.text).toContain('is damaged: only');
});

const databaseWith = (count: number) =>
  databaseOf((db) => {
    db.exec('CREATE TABLE notes (id INTEGER PRIMARY KEY, mid, tags, flds)');
    db.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT ${count})
      INSERT INTO notes SELECT i, 1, '', 'Which muscle is number ' || i || ' of all of them?' || char(31) || 'x' FROM n`);
  });

test('whatever bytes are changed, there is an answer, and soon', async () => {
  const [old, renewed] = [await oldCollection(sample), await newPackage(sample)];
  const scratches = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), {
    minLength: 1,
    maxLength: 30
  });
  const scratched = (bytes: Uint8Array, list: [number, number][]) => {
    const copy = bytes.slice();
    // The first pages say what the others hold.
    for (const [at, value] of list) copy[at % (at % 3 ? copy.length : 4096)] = value;
    return copy;
  };
  await fc.assert(
    fc.asyncProperty(scratches, fc.boolean(), async (list, isNew) => {
      const bytes = isNew ? scratched(renewed, list) : packed(scratched(old, list));
      const { rows, flaws } = await read(bytes);
      expect(rows.length + flaws.length).toBeGreaterThan(0);
    }),
    { numRuns: 300, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: true }
  );
  // SQLite itself is as it was.
  expect((await read(packed(old))).rows).toHaveLength(2);
});
