/** Notes of Anki as rows. */
import { finished } from '../made';
import type { Row } from '../row';
import { hasGaps } from './cloze';
import { readCard } from './card';
import { readGapped } from './gapped';
import type { Note, NoteType } from './note';
import { readOptions } from './options';
import { copyIn, restored } from './ours';
import type { Reading } from './reading';
import { rolesOf } from './roles';
import { sidesOf } from './sides';

/** Tags that Anki gives by itself. */
const ownTags = new Set(['leech', 'marked']);

/**
 * @param type of notes, as the package describes it
 * @returns what reads a note of that type
 */
export function readerOf(type: NoteType): (note: Note) => Row {
  const roles = rolesOf(type.fields);
  const sides = sidesOf(type);
  const seen = (note: Note): Reading => {
    if (type.isCloze || (!roles && note.values.some(hasGaps))) return readGapped(type, note);
    return roles ? readOptions(type, roles, note) : readCard(sides, note);
  };
  const read = (note: Note): Reading => {
    const copy = copyIn(type, note);
    if (copy && 'item' in copy) return restored(copy.item, type, note);
    const reading = seen(note);
    return copy ? { ...reading, lost: [...reading.lost, copy.lost] } : reading;
  };
  return (note) => {
    const { number: line, tags, decks } = note;
    const { draft, flaws, lost } = read(note);
    const remarks = (texts: string[]) => texts.map((text) => ({ line, text }));
    const row = {
      line,
      name: null,
      draft,
      category: decks.join('/') || null,
      tags: tags.filter((tag) => !ownTags.has(tag.toLowerCase()))
    };
    return finished(row, { flaws: remarks(flaws), lost: remarks(lost) });
  };
}
