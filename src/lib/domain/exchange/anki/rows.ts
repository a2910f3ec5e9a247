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

/** Tags that Anki gives by itself, and those by which our notes are found in Anki. */
const given = /^(?:leech|marked)$/i;
const ours = /^(?:objective|area)::/;

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
  return (note) => {
    const { number: line, tags, decks } = note;
    const copy = copyIn(type, note);
    const item = copy && 'item' in copy ? copy.item : null;
    const { draft, flaws, lost } = item ? restored(item, type, note) : seen(note);
    const remarks = (texts: string[]) => texts.map((text) => ({ line, text }));
    const row = {
      line,
      name: item?.id ?? null,
      draft,
      category: decks.join('/') || null,
      tags: tags.filter((tag) => !given.test(tag) && !(item && ours.test(tag)))
    };
    const damage = copy && 'lost' in copy ? [copy.lost] : [];
    return finished(row, { flaws: remarks(flaws), lost: remarks([...lost, ...damage]) });
  };
}
