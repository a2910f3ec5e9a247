/** Words of a document with what sets them off, by which people mark the right answer. */

/** From the surest to the least sure. */
export const kinds = ['highlight', 'colour', 'bold', 'underline'] as const;
export type Kind = (typeof kinds)[number];
export type Marks = ReadonlySet<Kind>;

export interface Piece {
  text: string;
  marks: Marks;
}

export const wordsOf = (pieces: readonly Piece[]): string =>
  pieces.map(({ text }) => text).join('');

/** @returns the pieces from one place of their words to another */
export function cut(pieces: readonly Piece[], from: number, to = Infinity): Piece[] {
  let at = 0;
  return pieces.flatMap(({ text, marks }) => {
    const part = text.slice(Math.max(0, from - at), Math.max(0, to - at));
    at += text.length;
    return part === '' ? [] : [{ text: part, marks }];
  });
}

/** @returns the pieces of each line */
export function splitLines(pieces: readonly Piece[]): Piece[][] {
  const lines: Piece[][] = [[]];
  for (const { text, marks } of pieces)
    text.split('\n').forEach((part, i) => {
      if (i > 0) lines.push([]);
      if (part !== '') lines.at(-1)!.push({ text: part, marks });
    });
  return lines;
}

/** @returns by what all of its letters and digits are set off, but for a few at its ends */
export function marksOf(pieces: readonly Piece[]): Set<Kind> {
  const weight = (text: string) => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  const whole = weight(wordsOf(pieces));
  if (whole === 0) return new Set();
  return new Set(
    kinds.filter((kind) => {
      const set = pieces.filter(({ marks }) => marks.has(kind));
      return weight(wordsOf(set)) >= 0.9 * whole;
    })
  );
}
