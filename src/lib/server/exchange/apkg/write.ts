/** Questions as a package for Anki, of the kind that every version reads. */
import { createHash } from 'node:crypto';
import initSqlJs, { type Database } from 'sql.js';
import { valuesOf } from '../../../domain/exchange/anki/ours';
import { unseen } from '../../../domain/exchange/unseen';
import type { Item } from '../../../domain/items/registry';
import { zip } from '../zip';
import { model, modelId } from './model';
import { schema } from './schema';

const day = 86_400;

/** @returns what others see nothing of in Anki, in a sentence; null where they see all of an item */
export const holds = (item: Item): string | null =>
  unseen(item, [
    ...(['hint', 'reasons', 'units', 'rubric', 'gaps', 'sequence', 'bins'] as const),
    ...(['partFeedback', 'wrong', 'credit'] as const)
  ]);

/**
 * @param deck its name; `::` parts it from the deck that it is in
 * @param now when the notes count as changed: of two packages Anki takes the later over
 * @returns an `.apkg`, in which a note stands for the same item whenever it is written
 */
export async function write(
  items: readonly Item[],
  { deck, now }: { deck: string; now: Date }
): Promise<Uint8Array> {
  const { Database } = await initSqlJs();
  const db = new Database();
  try {
    db.exec(schema);
    const seconds = Math.floor(now.getTime() / 1000);
    const deckId = timeOf(`deck ${deck}`);
    addCollection(db, deck, deckId, seconds);
    db.exec('BEGIN');
    addNotes(db, items, deckId, seconds);
    db.exec('COMMIT');
    return zip([
      ['collection.anki2', db.export()],
      ['media', '{}']
    ]);
  } finally {
    db.close();
  }
}

const digestOf = (text: string) => createHash('sha256').update(text).digest();

const [firstTime, times] = [978_307_200_000, 700_000_000_000];

/** An id is a time in milliseconds, not in the future; of one text always the same. */
const timeOf = (text: string) => firstTime + (digestOf(text).readUIntBE(0, 6) % times);

function addNotes(db: Database, items: readonly Item[], deck: number, mod: number) {
  const note = db.prepare(`INSERT INTO notes VALUES (${signs(11)})`);
  const card = db.prepare(`INSERT INTO cards VALUES (${signs(18)})`);
  const used = new Set<number>();
  for (const [place, item] of items.entries()) {
    let id = timeOf(`item ${item.id}`);
    while (used.has(id)) id += 1;
    used.add(id);
    const values = valuesOf(item).map((value) => value.normalize());
    const question = plain(values[0]!);
    const guid = digestOf(`item ${item.id}`).toString('base64url').slice(0, 16);
    const fields = values.join('\x1f');
    note.run([
      id,
      guid,
      modelId,
      mod,
      -1,
      tagsOf(item),
      fields,
      question,
      checksum(question),
      0,
      ''
    ]);
    card.run([id, id, deck, 0, mod, -1, 0, 0, place + 1, ...Array<number>(8).fill(0), '']);
  }
  note.free();
  card.free();
}

const signs = (count: number) => Array<string>(count).fill('?').join(', ');

const tagsOf = ({ objective, area }: Item) =>
  ` ${[`objective::${objective}`, `area::${area.replace(/\s+/g, '-')}`].join(' ')} `;

const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** A field as Anki sorts and compares it: without tags, its entities resolved. */
const plain = (html: string) =>
  html.replace(/<[^>]*>/g, '').replace(/&(?:lt|gt|amp);/g, (entity) => entities[entity]!);

/** By which Anki finds notes that begin alike. */
const checksum = (text: string) => createHash('sha1').update(text).digest().readUInt32BE(0);

function addCollection(db: Database, name: string, deck: number, mod: number) {
  const created = mod - (mod % day);
  const conf = { ...settings, curDeck: deck, activeDecks: [deck], curModel: String(modelId) };
  const decks = { 1: deckOf(1, 'Default', mod), [deck]: deckOf(deck, name, mod) };
  const json = [conf, { [modelId]: model(deck) }, decks, { 1: options }, {}];
  db.run(`INSERT INTO col VALUES (${signs(13)})`, [
    ...[1, created, mod * 1000, mod * 1000, 11, 0, 0, 0],
    ...json.map((value) => JSON.stringify(value))
  ]);
}

const deckOf = (id: number, name: string, mod: number) => ({
  id,
  name,
  mod,
  usn: -1,
  desc: '',
  dyn: 0,
  conf: 1,
  collapsed: false,
  browserCollapsed: false,
  extendNew: 0,
  extendRev: 0,
  newToday: [0, 0],
  revToday: [0, 0],
  lrnToday: [0, 0],
  timeToday: [0, 0]
});

/** As Anki begins. */
const settings = {
  nextPos: 1,
  estTimes: true,
  sortType: 'noteFld',
  sortBackwards: false,
  timeLim: 0,
  addToCur: true,
  newSpread: 0,
  dueCounts: true,
  collapseTime: 1200
};
const options = {
  id: 1,
  name: 'Default',
  mod: 0,
  usn: 0,
  maxTaken: 60,
  autoplay: true,
  timer: 0,
  replayq: true,
  dyn: false,
  new: { bury: false, delays: [1, 10], initialFactor: 2500, ints: [1, 4, 0], order: 1, perDay: 20 },
  rev: { bury: false, ease4: 1.3, ivlFct: 1, maxIvl: 36500, perDay: 200, hardFactor: 1.2 },
  lapse: { delays: [10], leechAction: 1, leechFails: 8, minInt: 1, mult: 0 }
};
