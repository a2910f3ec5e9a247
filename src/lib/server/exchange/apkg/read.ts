/** Packages of Anki as questions. */
import type { NoteType } from '../../../domain/exchange/anki/note';
import { readerOf } from '../../../domain/exchange/anki/rows';
import type { Found, Row } from '../../../domain/exchange/row';
import { databaseIn } from './collection';
import { withDatabase } from './database';
import { mostNotes, notesIn, type Notes } from './notes';

/**
 * Reads an `.apkg` of any version of Anki, or a `.colpkg`.
 * @returns a row for each note, in the order in which they are learned; 20,000 notes or 32 MB of
 *   them at most
 */
export async function read(bytes: Uint8Array): Promise<Found> {
  const database = await databaseIn(bytes);
  if ('flaw' in database) return failed(database.flaw);
  const found = await withDatabase(database, notesIn);
  if (!found) return failed('The collection in this package is damaged. Export the deck once more');
  if (found.notes.length === 0 && !found.isDamaged)
    return failed('There are no notes in this package. Export a deck that has some');
  return { rows: rowsOf(found), flaws: flawsOf(found).map(remark), lost: [] };
}

const remark = (text: string) => ({ line: 1, text });
const failed = (flaw: string): Found => ({ rows: [], flaws: [remark(flaw)], lost: [] });

function flawsOf({ notes, isCut, isDamaged }: Notes): string[] {
  const count = notes.length.toLocaleString('en');
  if (isDamaged)
    return [
      `The collection in this package is damaged: only ${count} notes could be read. Export the deck once more`
    ];
  return isCut
    ? [
        `Only the first ${count} notes were read: ${mostNotes.toLocaleString('en')} notes or 32 MB are the most. Export the deck in parts`
      ]
    : [];
}

function rowsOf({ notes }: Notes): Row[] {
  const readers = new Map<NoteType, ReturnType<typeof readerOf>>();
  return notes.map(({ type, values, tags, decks }, i) => {
    const number = i + 1;
    if (!values) return tooLarge(number, decks, tags);
    const reader = readers.get(type) ?? readerOf(type);
    readers.set(type, reader);
    return reader({ number, values, tags, decks });
  });
}

const tooLarge = (line: number, decks: string[], tags: string[]): Row => ({
  line,
  name: null,
  draft: null,
  flaws: [{ line, text: 'This note is larger than 1 MB and was not read: shorten it in Anki' }],
  lost: [],
  category: decks.join('/') || null,
  tags
});
