/** Notes with gaps: each note is one question, and each of its gaps one to fill. */
import { clozeDraft } from '../draft';
import { gapsIn, hasGaps, type Gap } from './cloze';
import { mentionsIn, type Note, type NoteType } from './note';
import { fieldsOf, joined, placesOf, said, type Reading } from './reading';
import { wordingsOf } from './text';

const longest = 200;

/** @returns the text with its gaps; what the back has beside it explains */
export function readGapped(type: NoteType, note: Note): Reading {
  const place = note.values.findIndex(hasGaps);
  const html = note.values[place] ?? '';
  if (/\{\{c\d+::image-occlusion:/.test(html))
    return {
      draft: null,
      flaws: [
        'This note hides places of a picture, which cannot be carried over. Ask for them anew, on the body map or in words'
      ],
      lost: []
    };
  const fields = fieldsOf(note);
  const { pieces, lost } = gapsIn(html);
  const gaps = pieces.filter((piece) => typeof piece !== 'string');
  const names = (template?: string) =>
    placesOf(
      type,
      mentionsIn(template ?? '').map(({ field }) => field)
    ).filter((one) => one !== place);
  const front = names(type.cards[0]?.front);
  const back = names(type.cards[0]?.back).filter((one) => !front.includes(one));
  const about = {
    stem:
      joined(front.map(fields.read)) ||
      (gaps.length === 1 ? 'Fill in the gap.' : 'Fill in the gaps.'),
    ...said({ explanation: back.map(fields.read), hint: [] })
  };
  const isTooLong = gaps.some(({ word }) => word.length > longest);
  return {
    draft: gaps.length > 0 ? clozeDraft(about, pieces.flatMap(shown)) : null,
    flaws: [
      ...(gaps.length > 0 ? [] : ['Hide a word at least: this text has no gap']),
      ...(isTooLong ? [`A gap holds more than ${longest} characters: hide less of the text`] : [])
    ],
    lost: [...new Set([...fields.lost, ...lost])]
  };
}

/** A hint stands behind its gap. */
function shown(piece: string | Gap) {
  if (typeof piece === 'string') return [piece];
  const { word, hint } = piece;
  return [{ accept: wordingsOf(word) }, hint ? ` (${hint})` : ''];
}
