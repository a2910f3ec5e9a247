/** What becomes of a note. */
import type { Draft } from '../row';
import type { Note, NoteType } from './note';
import { textOf } from './text';

/** What was made of one note; flaws say how to mend it. */
export interface Reading {
  draft: Draft | null;
  flaws: string[];
  lost: string[];
}

/**
 * @returns `read`, which gives a field's words and keeps in mind what is lost, and `lost`
 */
export function fieldsOf(note: Note) {
  const lost = new Set<string>();
  return {
    lost,
    /** @param place of a field, from 0 on; null reads as an empty one */
    read(place: number | null): string {
      const plain = textOf((place === null ? undefined : note.values[place]) ?? '');
      plain.lost.forEach((what) => lost.add(what));
      return plain.text;
    }
  };
}
export type Fields = ReturnType<typeof fieldsOf>;

/** @returns texts one below the other, empty ones left out */
export const joined = (texts: string[]): string => texts.filter(Boolean).join('\n\n');

/** @returns what there is to say beside a question, without what is empty */
export function said(texts: { explanation: string[]; hint: string[] }) {
  const [explanation, hint] = [joined(texts.explanation), joined(texts.hint)];
  return { ...(explanation && { explanation }), ...(hint && { hint }) };
}
export type Asked = { stem: string } & ReturnType<typeof said>;

/** @returns places of named fields that exist */
export const placesOf = ({ fields }: NoteType, names: string[]): number[] =>
  names.map((name) => fields.indexOf(name)).filter((place) => place >= 0);
