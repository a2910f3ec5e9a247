import { createHash } from 'node:crypto';
import fc from 'fast-check';
import initSqlJs, { type SqlValue } from 'sql.js';
import { expect, test } from 'vitest';
import { item as anyItem } from '../src/lib/domain/items/arbitraries';
import { parseItem, type Item } from '../src/lib/domain/items/registry';
import { read } from '../src/lib/server/exchange/apkg/read';
import { write } from '../src/lib/server/exchange/apkg/write';
import { unzip } from '../src/lib/server/exchange/zip';

const now = new Date('2026-11-30T10:00:00Z');
const items = fc.uniqueArray(anyItem, { selector: ({ id }) => id, minLength: 1, maxLength: 12 });

function choice(id: string, stem: string): Item {
  const parsed = parseItem({
    id,
    type: 'choice',
    stem,
    objective: 'know-it',
    area: '4',
    options: [
      { id: 'a', text: 'This', correct: true },
      { id: 'b', text: 'That' }
    ]
  });
  if ('flaws' in parsed) throw new Error(JSON.stringify(parsed.flaws));
  return parsed.item;
}

/** The rows that a query finds in a package. */
async function ask(bytes: Uint8Array, sql: string): Promise<SqlValue[][]> {
  const files = unzip(bytes) as Map<string, Uint8Array>;
  expect([...files.keys()]).toEqual(['collection.anki2', 'media']);
  const { Database } = await initSqlJs();
  const db = new Database(files.get('collection.anki2'));
  try {
    return db.exec(sql)[0]?.values ?? [];
  } finally {
    db.close();
  }
}

test('what is exported comes back whole and in order, whatever its types', async () => {
  await fc.assert(
    fc.asyncProperty(items, async (items) => {
      const { rows, flaws, lost } = await read(await write(items, { deck: 'School::Deck', now }));
      expect(rows.map(({ draft }) => draft)).toEqual(items);
      expect([...rows.flatMap((row) => [...row.flaws, ...row.lost]), ...flaws, ...lost]).toEqual(
        []
      );
      for (const [i, { name, category, tags }] of rows.entries())
        expect({ name, category, tags }).toEqual({
          name: items[i]!.id,
          category: 'School/Deck',
          tags: []
        });
    }),
    { numRuns: 25 }
  );
});

test('the collection has the whole of schema 11, and is sound', async () => {
  const bytes = await write([choice('one', 'Which?')], { deck: 'Deck', now });
  expect(await ask(bytes, 'PRAGMA integrity_check')).toEqual([['ok']]);
  expect(await ask(bytes, 'SELECT ver, crt, mod FROM col')).toEqual([
    [11, 1_795_996_800, 1_796_032_800_000]
  ]);
  const columns = await ask(
    bytes,
    `SELECT t.name, group_concat(c.name, ' ') FROM sqlite_schema t, pragma_table_info(t.name) c
     WHERE t.type = 'table' GROUP BY t.name ORDER BY t.name`
  );
  expect(Object.fromEntries(columns)).toEqual({
    cards: 'id nid did ord mod usn type queue due ivl factor reps lapses left odue odid flags data',
    col: 'id crt mod scm ver dty usn ls conf models decks dconf tags',
    graves: 'usn oid type',
    notes: 'id guid mid mod usn tags flds sfld csum flags data',
    revlog: 'id cid usn ease ivl lastIvl factor time type'
  });
  const indexes = await ask(
    bytes,
    `SELECT i.name, i.tbl_name || ' ' || group_concat(c.name, ' ')
     FROM sqlite_schema i, pragma_index_info(i.name) c WHERE i.type = 'index' GROUP BY i.name`
  );
  expect(Object.fromEntries(indexes)).toEqual({
    ix_cards_nid: 'cards nid',
    ix_cards_sched: 'cards did queue due',
    ix_cards_usn: 'cards usn',
    ix_notes_csum: 'notes csum',
    ix_notes_usn: 'notes usn',
    ix_revlog_cid: 'revlog cid',
    ix_revlog_usn: 'revlog usn'
  });
});

test('notes are sorted and compared by their question as it reads', async () => {
  const bytes = await write([choice('one', 'Is a < b & c\n\nor not?')], { deck: 'Deck', now });
  const [note] = await ask(bytes, 'SELECT sfld, csum, flds FROM notes');
  const question = 'Is a < b & cor not?';
  const sum = createHash('sha1').update(question).digest('hex').slice(0, 8);
  expect(note!.slice(0, 2)).toEqual([question, Number.parseInt(sum, 16)]);
  expect(String(note![2]).split('\x1f')).toHaveLength(7);
});

test('each note has its card, of its type and in its deck', async () => {
  const list = ['one', 'two', 'three'].map((id) => choice(id, `Which ${id}?`));
  const bytes = await write(list, { deck: 'A "deck"::Part', now });
  const cards = await ask(
    bytes,
    `SELECT n.sfld, c.due, m.value ->> 'name', d.value ->> 'name'
     FROM notes n JOIN cards c ON c.nid = n.id, col, json_each(models) m, json_each(decks) d
     WHERE m.key = n.mid AND d.key = c.did ORDER BY c.due`
  );
  expect(cards).toEqual(list.map(({ stem }, i) => [stem, i + 1, 'Palpate', 'A "deck"::Part']));
});

test('an item is the same note whenever it is exported, so that Anki does not double it', async () => {
  const [one, two] = [choice('one', 'Which?'), choice('two', 'Who?')];
  const ids = `SELECT guid, id, mid FROM notes WHERE sfld LIKE 'Wh%' ORDER BY guid`;
  const first = await ask(await write([one, two], { deck: 'Deck', now }), ids);
  const later = { deck: 'Other', now: new Date('2027-01-01T00:00:00Z') };
  const changed = await write([{ ...two, stem: 'Who else?' }, one], later);
  expect(await ask(changed, ids)).toEqual(first);
  expect(new Set(first.map(([guid]) => guid)).size).toBe(2);
  const times = await ask(changed, 'SELECT max(id) < 1000 * min(mod) FROM notes');
  expect(times).toEqual([[1]]);
});
