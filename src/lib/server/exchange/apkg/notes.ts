/** Notes with their types and decks, from a collection of schema 11 or 15 to 18. */
import * as v from 'valibot';
import type { SqlValue } from 'sql.js';
import type { Note, NoteType } from '../../../domain/exchange/anki/note';
import type { Most, Reader, Table } from './database';
import { readMessage } from './protobuf';

/** A note whose fields are null is too large to be read. */
export type Found = Omit<Note, 'values' | 'number'> & { values: string[] | null; type: NoteType };

export interface Notes {
  notes: Found[];
  isCut: boolean;
  isDamaged: boolean;
}

export const mostNotes = 20_000;
const megabyte = 2 ** 20;
/** A template may carry scripts and typefaces. */
const few: Most = { rows: 5_000, value: 8 * megabyte, total: 32 * megabyte };
const many: Most = { rows: mostNotes, value: megabyte, total: 32 * megabyte };

/** Where it is not told: what Anki begins with. */
const basic: NoteType = { name: 'Basic', fields: ['Front', 'Back'], cards: [], isCloze: false };

/** @returns null where this is no collection of Anki */
export function notesIn(read: Reader): Notes | null {
  const notes = read('notes', ['id', 'mid', 'tags', 'flds'], many);
  if (!notes) return null;
  const types = typesIn(read);
  const decks = decksIn(read);
  const cards = firstCards(
    read('cards', ['nid', 'did', 'ord', 'type', 'due', 'odid'], { ...many, rows: 10 * mostNotes })
  );
  const due = ([id]: SqlValue[]) => cards.get(Number(id))?.due ?? Infinity;
  return {
    notes: notes.rows
      .toSorted((a, b) => compare(due(a), due(b)))
      .map(([id, mid, tags, flds]) => ({
        type: types.get(String(mid)) ?? basic,
        values: typeof flds === 'string' ? flds.split('\x1f') : null,
        tags: typeof tags === 'string' ? tags.split(/\s+/).filter(Boolean) : [],
        decks: decks.get(String(cards.get(Number(id))?.deck)) ?? []
      })),
    isCut: notes.isCut,
    isDamaged: notes.isDamaged
  };
}

const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);

/** Of each note: `due`, when its first card is shown, as long as that is new. */
function firstCards(cards: Table | null): Map<number, { deck: SqlValue; due: number }> {
  const first = new Map<number, { deck: SqlValue; due: number; ord: number }>();
  for (const [nid, did, ord, type, due, odid] of cards?.rows ?? []) {
    const known = first.get(Number(nid));
    if (known && known.ord <= Number(ord)) continue;
    // A card in a filtered deck has a home that it goes back to.
    const deck = odid ? odid : (did ?? null);
    first.set(Number(nid), { deck, due: type === 0 ? Number(due) : Infinity, ord: Number(ord) });
  }
  return first;
}

const Model = v.object({
  name: v.string(),
  type: v.optional(v.number(), 0),
  flds: v.array(v.object({ name: v.string() })),
  tmpls: v.array(v.object({ qfmt: v.string(), afmt: v.string() }))
});
const Deck = v.object({ name: v.string() });

/** Both of schema 11 are JSON in one row. */
function jsonIn<T>(read: Reader, column: string, schema: v.GenericSchema<unknown, T>) {
  const json = read('col', [column], few)?.rows[0]?.[0];
  const found = new Map<string, T>();
  for (const [id, raw] of Object.entries(parsed(json))) {
    const { success, output } = v.safeParse(schema, raw);
    if (success) found.set(id, output);
  }
  return found;
}

function parsed(json: SqlValue | undefined): object {
  try {
    const value: unknown = JSON.parse(String(json));
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function typesIn(read: Reader): Map<string, NoteType> {
  const models = jsonIn(read, 'models', Model);
  if (models.size === 0) return newTypes(read);
  return new Map(
    [...models].map(([id, { name, type, flds, tmpls }]) => [
      id,
      {
        name,
        fields: flds.map((field) => field.name),
        cards: tmpls.map(({ qfmt: front, afmt: back }) => ({ front, back })),
        isCloze: type === 1
      }
    ])
  );
}

/** From schema 15 on, types have tables, in which settings are messages. */
function newTypes(read: Reader): Map<string, NoteType> {
  const rows = (table: string, columns: string[]) => read(table, columns, few)?.rows ?? [];
  const message = (config: SqlValue | undefined) =>
    readMessage(config instanceof Uint8Array ? config : new Uint8Array());
  const inOrder = (list: SqlValue[][]) => list.toSorted((a, b) => Number(a[1]) - Number(b[1]));
  const fields = inOrder(rows('fields', ['ntid', 'ord', 'name']));
  const templates = inOrder(rows('templates', ['ntid', 'ord', 'config']));
  return new Map(
    rows('notetypes', ['id', 'name', 'config']).map(([id, name, config]) => [
      String(id),
      {
        name: String(name),
        fields: fields.filter(([of]) => of === id).map((field) => String(field[2])),
        cards: templates
          .filter(([of]) => of === id)
          .map(([, , settings]) => message(settings))
          .map((card) => ({ front: card.text(1), back: card.text(2) })),
        isCloze: message(config).number(1) === 1
      }
    ])
  );
}

/** Names of decks from the outermost on. */
function decksIn(read: Reader): Map<string, string[]> {
  const old = [...jsonIn(read, 'decks', Deck)].map(([id, { name }]) => [id, name] as const);
  const rows = read('decks', ['id', 'name'], few)?.rows ?? [];
  const all = old.length > 0 ? old : rows.map(([id, name]) => [String(id), String(name)] as const);
  return new Map(all.map(([id, name]) => [id, name.split(/::|\x1f/)]));
}
