/** What a reader notes of a question while it reads it. */
import type { Remark } from './row';

export interface Told {
  flaws: string[];
  lost: string[];
}

/** @returns each note once, at its line */
export const remarks = (line: number, notes: readonly string[]): Remark[] =>
  [...new Set(notes)].map((text) => ({ line, text }));
