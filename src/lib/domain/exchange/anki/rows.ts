/** Notes of Anki as rows. */
import type { Row } from '../row';
import { hasGaps } from './cloze';
import { readCard, sidesOf } from './card';
import { readGapped } from './gapped';
import type { Note, NoteType } from './note';
import { readOptions } from './options';
import { copyIn } from './ours';
import type { Reading } from './reading';
import { rolesOf } from './roles';

/** Tags that Anki gives by itself. */
const ownTags = new Set(['leech', 'marked']);

/**
 * @param type of notes, as the package describes it
 * @returns what reads a note of that type
 */
export function readerOf(type: NoteType): (note: Note) => Row {
  const roles = rolesOf(type.fields);
  const sides = sidesOf(type);
  const read = (note: Note): Reading => {
    if (type.isCloze || (!roles && note.values.some(hasGaps))) return readGapped(type, note);
    return roles ? readOptions(type, roles, note) : readCard(sides, note);
  };
  return (note) => {
    const { number: line, tags, decks } = note;
    const { draft, flaws, lost } = copyIn(type, note) ?? read(note);
    const remarks = (texts: string[]) => texts.map((text) => ({ line, text }));
    return {
      line,
      name: null,
      draft,
      flaws: remarks(flaws),
      lost: remarks(lost),
      category: decks.join('/') || null,
      tags: tags.filter((tag) => !ownTags.has(tag.toLowerCase()))
    };
  };
}
