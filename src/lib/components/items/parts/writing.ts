/** What there is to say to somebody who is writing a note. */
import type { Mark } from '$lib/domain/items/item';
import { countWords, noteLength, sections, type Sections } from '$lib/domain/items/soap';

/** Kept for headings that are still to come, and for lines that are told from headings. */
const spare = 200;

/** @returns how many characters a note may grow by */
export const roomIn = (text: string): number => Math.max(0, noteLength - spare - text.length);

/** @returns the text with a sign in place of what a database cannot keep */
export const storableOf = (text: string): string => text.replace(/\0|\p{Surrogate}/gu, '\ufffd');

/** @returns what is still to write, as a sentence; '' when nothing is */
export function missingFrom(parts: Sections, minWords: number | null): string {
  const words = countWords(parts);
  if (words === 0) return 'Write something first.';
  const empty = sections.filter(({ id }) => parts[id].trim() === '').map(({ text }) => text);
  if (empty.length === 1) return `${empty[0]} is still empty.`;
  if (empty.length > 1)
    return `${empty.slice(0, -1).join(', ')} and ${empty.at(-1)} are still empty.`;
  return minWords && words < minWords ? `${words} of at least ${minWords} words so far.` : '';
}

/** @returns how many of the points were given, in words: `2.5 of 3 points` */
export function pointsIn(marks: Mark[]): string {
  const sum = (which: 'given' | 'key') =>
    marks.reduce((total, mark) => total + Number(mark[which] ?? 0), 0);
  const most = sum('key');
  return `${sum('given')} of ${most} ${most === 1 ? 'point' : 'points'}`;
}

export function gainOf({ given, right }: Mark): 'all' | 'some' | 'none' {
  if (right) return 'all';
  return Number(given ?? 0) > 0 ? 'some' : 'none';
}
