import { describe, expect, test } from 'vitest';
import { read } from '../src/lib/server/exchange/apkg/read';
import { zip } from '../src/lib/server/exchange/zip';
import { message, newPackage, oldCollection, oldPackage, sample } from './anki-packages';

const inOrder = [
  {
    line: 1,
    category: 'Anatomy/Leg',
    tags: [],
    draft: { stem: 'Which muscle?', gaps: [{ accept: ['Soleus'] }] },
    flaws: []
  },
  {
    line: 2,
    category: 'Anatomy/Leg',
    tags: ['bones'],
    draft: { text: 'The [[gap-1]]', gaps: [{ accept: ['femur'] }] },
    flaws: []
  }
];

describe('a package', () => {
  test('of an old Anki', async () => {
    const found = await read(await oldPackage(sample));
    expect(found).toMatchObject({ rows: inOrder, flaws: [], lost: [] });
  });

  test('of a new Anki is read from its new collection, never from the one beside it', async () => {
    const found = await read(await newPackage(sample));
    expect(found).toMatchObject({ rows: inOrder, flaws: [], lost: [] });
  });

  test('of between is read from the newer of its two collections', async () => {
    const other = await oldCollection({ ...sample, notes: sample.notes.slice(0, 1) });
    const between = zip([
      ['collection.anki2', other],
      ['collection.anki21', await oldCollection(sample)]
    ]);
    expect(await read(between)).toMatchObject({ rows: inOrder });
  });

  test('whose notes are being learned is read in their order', async () => {
    const learned = zip([
      ['collection.anki2', await oldCollection(sample, 'UPDATE cards SET type = 2, due = 500 - id')]
    ]);
    const { rows } = await read(learned);
    expect(rows.map(({ tags }) => tags)).toEqual([['bones'], []]);
  });

  test('with a card in a filtered deck belongs to its own deck', async () => {
    const filtered = zip([
      ['collection.anki2', await oldCollection(sample, 'UPDATE cards SET odid = did, did = 1')]
    ]);
    const { rows } = await read(filtered);
    expect(rows.map(({ category }) => category)).toEqual(['Anatomy/Leg', 'Anatomy/Leg']);
  });

  test('as a database in use leaves it, with a log beside, is read all the same', async () => {
    const inUse = await oldCollection(sample);
    inUse.fill(2, 18, 20);
    expect(await read(zip([['collection.anki2', inUse]]))).toMatchObject({ rows: inOrder });
  });

  test('of a note type that nobody described is read by its first two fields', async () => {
    const { rows } = await read(await oldPackage({ ...sample, types: [] }));
    expect(rows[0]).toMatchObject({ draft: { stem: 'Which muscle?' }, flaws: [] });
  });

  test.each([
    ['a newer version', [['meta', message({ 1: 4 })]], 'newer version of Anki'],
    ['no collection', [['a.txt', 'x']], 'holds no collection'],
    ['a promise that it does not keep', [['meta', message({ 1: 3 })]], 'holds no collection'],
    ['something else for a collection', [['collection.anki2', 'x']], 'damaged']
  ] as const)('of %s says so', async (_, files, flaw) => {
    const { rows, flaws } = await read(zip(files.map(([path, file]) => [path, file])));
    expect(rows).toEqual([]);
    expect(flaws.map(({ text }) => text)).toEqual([expect.stringContaining(flaw)]);
  });

  test('without notes says so', async () => {
    const { flaws } = await read(await oldPackage({ ...sample, notes: [] }));
    expect(flaws[0]!.text).toContain('no notes');
  });
});
