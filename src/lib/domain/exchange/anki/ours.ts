/**
 * Items as notes of our own type, and back. What a card shows is for Anki; the field Item holds the
 * whole item, which is taken as long as nobody has changed what the card shows.
 */
import type { Item } from '../../items/registry';
import { keep, recall } from '../kept';
import type { Draft } from '../row';
import { linesOf } from './choices';
import { faceOf, letterAt, mixed, right, type Face } from './face';
import type { Note, NoteType } from './note';
import { textOf } from './text';
import type { Reading } from './reading';

/** Names of the fields, in order; a note is found again by the first. */
export const fieldNames = [
  'Question',
  'Options',
  'Answer',
  'Explanation',
  'Hint',
  'Scene',
  'Item'
] as const;
const parts = ['question', 'options', 'answer', 'explanation', 'hint', 'scene'] as const;

/** What JSON lets stand and HTML does not. */
const unsafe = /[<>&]/g;
const coded = (sign: string) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** @returns HTML of each field, in the order of `fieldNames` */
export function valuesOf(item: Item): string[] {
  const face = faceOf(item);
  return [...parts.map((part) => face[part]), keep(item).replace(unsafe, coded)];
}

/** @returns null where the note is none of ours; else its item, or why that cannot be read */
export function copyIn(type: NoteType, note: Note): { item: Item } | { lost: string } | null {
  const copy = note.values[type.fields.indexOf('Item')];
  return copy?.startsWith('{') ? recall(copy, () => true) : null;
}

/** @returns the item as it was, or with those of its parts that were changed in Anki */
export function restored(item: Item, type: NoteType, note: Note): Reading {
  const given = (part: Part) => {
    const name = fieldNames[parts.indexOf(part)]!;
    return note.values[type.fields.indexOf(name)] ?? '';
  };
  const face = faceOf(item);
  const changed = parts.filter((part) => face[part].normalize() !== given(part).normalize());
  return changed.length === 0
    ? { draft: item, flaws: [], lost: [] }
    : changedTo(item, changed, (part) => textOf(given(part)));
}

type Part = keyof Face;

function changedTo(
  item: Item,
  changed: Part[],
  read: (part: Part) => { text: string; lost: string[] }
): Reading {
  const draft: Draft = { ...item };
  const flaws: string[] = [];
  const text = (part: Part) => read(part).text;
  if (changed.includes('question')) draft.stem = text('question');
  if (changed.includes('explanation')) draft.explanation = text('explanation');
  if (changed.includes('hint')) draft.hint = text('hint') || undefined;
  if (changed.includes('scene'))
    flaws.push('The scene was changed in Anki. It stands here as it was: change the case itself');
  if (changed.includes('options') || changed.includes('answer')) {
    const options = optionsOf(item, text('options'), text('answer'));
    if (options) draft.options = options;
    else
      flaws.push(
        'Options or answer were changed in Anki in a way that cannot be read. They stand here as they were: change them here'
      );
  }
  return { draft, flaws, lost: changed.flatMap((part) => read(part).lost) };
}

/** @returns the options with the words and the key that the card shows; null where that is unclear */
function optionsOf(item: Item, options: string, answer: string) {
  if (item.type !== 'choice' && item.type !== 'multiple') return null;
  const texts = linesOf(options);
  const order = mixed(item, item.options.length);
  const marked = answer.matchAll(new RegExp(`^(?:- )?${right} ([A-Z])\\.`, 'gm'));
  const keys = [...marked].map(([, letter]) => letter!);
  if (texts.length !== order.length || keys.length === 0) return null;
  return item.options.map((option, place) => {
    const at = order.indexOf(place);
    const correct = keys.includes(letterAt(at));
    const { credit: _, ...rest } = option;
    return { ...(correct === option.correct ? option : rest), text: texts[at]!, correct };
  });
}
