/** Packages of Anki, made as its versions make them. */
import initSqlJs, { type Database } from 'sql.js';
import { zip } from '../src/lib/server/exchange/zip';
import { schema } from '../src/lib/server/exchange/apkg/schema';

export interface Made {
  types: {
    id: number;
    name: string;
    isCloze?: boolean;
    fields: string[];
    cards: [front: string, back: string][];
  }[];
  decks: Record<number, string>;
  notes: { type: number; fields: string[]; tags?: string; deck?: number; due?: number }[];
}

const basic = {
  id: 11,
  name: 'Basic',
  fields: ['Front', 'Back'],
  cards: [['{{Front}}', '{{FrontSide}}{{Back}}']] as [string, string][]
};
const gapped = {
  id: 12,
  name: 'Cloze',
  isCloze: true,
  fields: ['Text', 'Back Extra'],
  cards: [['{{cloze:Text}}', '{{cloze:Text}}{{Back Extra}}']] as [string, string][]
};

/** A deck of two notes, the second to be learned before the first. */
export const sample: Made = {
  types: [basic, gapped],
  decks: { 1: 'Default', 21: 'Anatomy::Leg' },
  notes: [
    { type: 12, fields: ['The {{c1::femur}}', ''], tags: ' bones ', deck: 21, due: 2 },
    { type: 11, fields: ['Which muscle?', 'Soleus'], deck: 21, due: 1 }
  ]
};

/** @returns what a database exports after `fill` */
export async function databaseOf(fill: (db: Database) => void): Promise<Uint8Array> {
  const { Database } = await initSqlJs();
  const db = new Database();
  try {
    fill(db);
    return db.export();
  } finally {
    db.close();
  }
}

function addNotes(db: Database, { notes }: Made) {
  notes.forEach(({ type, fields, tags = '', deck = 1, due = 1 }, i) => {
    db.run('INSERT INTO notes VALUES (?, ?, ?, 0, 0, ?, ?, ?, 0, 0, ?)', [
      ...[i + 1, `guid${i}`, type, tags, fields.join('\x1f'), fields[0] ?? '', '']
    ]);
    db.run(`INSERT INTO cards VALUES (?, ?, ?, 0, 0, 0, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')`, [
      i + 1,
      i + 1,
      deck,
      due
    ]);
  });
}

/** A collection of schema 11, with what `more` adds. */
export const oldCollection = (made: Made, more = ''): Promise<Uint8Array> =>
  databaseOf((db) => {
    db.exec(schema);
    const models = made.types.map(({ id, name, isCloze, fields, cards }) => [
      id,
      {
        id,
        name,
        type: isCloze ? 1 : 0,
        flds: fields.map((name, ord) => ({ name, ord })),
        tmpls: cards.map(([qfmt, afmt], ord) => ({ name: `Card ${ord}`, ord, qfmt, afmt }))
      }
    ]);
    const decks = Object.entries(made.decks).map(([id, name]) => [id, { id: Number(id), name }]);
    db.run(`INSERT INTO col VALUES (1, 0, 0, 0, 11, 0, 0, 0, '{}', ?, ?, '{}', '{}')`, [
      JSON.stringify(Object.fromEntries(models)),
      JSON.stringify(Object.fromEntries(decks))
    ]);
    addNotes(db, made);
    if (more) db.exec(more);
  });

/**
 * Two blanks, so that the name of an order that SQLite knows can be exchanged for one that only Anki
 * knows, which is a letter longer.
 */
const foreign = 'collate  nocase';

const newer = `;
create table fields (ntid integer not null, ord integer not null, name text not null ${foreign},
  config blob not null, primary key (ntid, ord)) without rowid;
create unique index idx_fields_name_ntid on fields (name, ntid);
create table templates (ntid integer not null, ord integer not null, name text not null ${foreign},
  mtime_secs integer not null, usn integer not null, config blob not null,
  primary key (ntid, ord)) without rowid;
create unique index idx_templates_name_ntid on templates (name, ntid);
create table notetypes (id integer not null primary key, name text not null ${foreign},
  mtime_secs integer not null, usn integer not null, config blob not null);
create unique index idx_notetypes_name on notetypes (name);
create table decks (id integer primary key not null, name text not null ${foreign},
  mtime_secs integer not null, usn integer not null, common blob not null, kind blob not null);
create unique index idx_decks_name on decks (name);
create table tags (tag text not null primary key ${foreign}, usn integer not null) without rowid;
`;

/** A message of protocol buffers: texts and numbers by field. */
export function message(fields: Record<number, string | number>): Uint8Array {
  const varint = (value: number): number[] =>
    value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
  return Uint8Array.from(
    Object.entries(fields).flatMap(([field, value]) => {
      if (typeof value === 'number') return [...varint(Number(field) * 8), ...varint(value)];
      const bytes = new TextEncoder().encode(value);
      return [...varint(Number(field) * 8 + 2), ...varint(bytes.length), ...bytes];
    })
  );
}

/** A collection of schema 18, in which names are sorted as only Anki can. */
export async function newCollection(made: Made): Promise<Uint8Array> {
  const bytes = await databaseOf((db) => {
    db.exec(schema + newer);
    db.run(`INSERT INTO col VALUES (1, 0, 0, 0, 18, 0, 0, 0, '', '', '', '', '')`);
    for (const { id, name, isCloze, fields, cards } of made.types) {
      const kind = message(isCloze ? { 1: 1, 3: '.card {}' } : { 3: '.card {}' });
      db.run('INSERT INTO notetypes VALUES (?, ?, 0, 0, ?)', [id, name, kind]);
      fields.forEach((field, ord) =>
        db.run('INSERT INTO fields VALUES (?, ?, ?, ?)', [id, ord, field, message({ 3: 'Arial' })])
      );
      cards.forEach(([front, back], ord) =>
        db.run('INSERT INTO templates VALUES (?, ?, ?, 0, 0, ?)', [
          ...[id, ord, `Card ${ord}`, message({ 1: front, 2: back })]
        ])
      );
    }
    for (const [id, name] of Object.entries(made.decks))
      db.run(`INSERT INTO decks VALUES (?, ?, 0, 0, x'', x'')`, [
        ...[Number(id), name.replaceAll('::', '\x1f')]
      ]);
    db.run(`INSERT INTO tags VALUES ('bones', 0)`);
    addNotes(db, made);
  });
  return exchanged(bytes, foreign, 'collate unicase');
}

function exchanged(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1').replaceAll(from, to);
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

/** Zstandard (RFC 8878) of the simplest kind: blocks as they are. */
export function zstd(bytes: Uint8Array): Uint8Array {
  const size = 2 ** 17;
  const count = Math.max(1, Math.ceil(bytes.length / size));
  const blocks = [...Array(count).keys()].flatMap((i) => {
    const block = bytes.subarray(i * size, (i + 1) * size);
    return [blockHeader(i === count - 1, 0, block.length), block];
  });
  return new Uint8Array(Buffer.concat([zstdHeader, ...blocks]));
}

/** Of one frame that does not tell its length, with a window of 2 MB. */
export const zstdHeader = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, 0x58);

/** @param kind 0 as it is, 1 one byte again and again, 2 compressed */
export function blockHeader(isLast: boolean, kind: number, size: number): Uint8Array {
  const word = (isLast ? 1 : 0) + kind * 2 + size * 8;
  return Uint8Array.of(word & 255, (word >> 8) & 255, word >> 16);
}

export const oldPackage = async (made: Made) =>
  zip([
    ['collection.anki2', await oldCollection(made)],
    ['media', '{"0":"hip.png"}'],
    ['0', 'a picture']
  ]);

/** With the collection that only says that the package is of a newer Anki. */
export async function newPackage(made: Made): Promise<Uint8Array> {
  const dummy = await oldCollection({
    ...made,
    notes: [{ type: 11, fields: ['Please update to the latest Anki version', ''] }]
  });
  return zip([
    ['meta', message({ 1: 3 })],
    ['collection.anki21b', zstd(await newCollection(made))],
    ['collection.anki2', dummy],
    ['media', zstd(new Uint8Array())]
  ]);
}
