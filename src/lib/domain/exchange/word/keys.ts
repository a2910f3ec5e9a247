/** Which of several options is right, as people mark it in a document. */
import { kinds, marksOf, type Piece } from './marks';

const star = /^\s*\*/;
const tick = /[✓✔☑]/;
/** Ticks a box, where no other sign does. */
const cross = /☒/;

/** An option among those of its question. */
export interface Option {
  /** Its line or cell, from 0 on. */
  at: number;
  /** Without what is typed before it. */
  pieces: Piece[];
  /** As they are typed, signs before them included. */
  words: string;
  /** Whether its letter is typed. */
  isLettered: boolean;
}

/** @returns the places of the right options; none where nothing tells, or all are alike */
export function keysOf(options: readonly Option[]): number[] {
  const some = (isRight: (option: Option) => boolean) => {
    const right = options.filter(isRight);
    return right.length > 0 && right.length < options.length ? right.map(({ at }) => at) : null;
  };
  // Somebody has said already which it is.
  if (options.some(({ words }) => star.test(words))) return [];
  const marked = some(({ words }) => tick.test(words)) ?? some(({ words }) => cross.test(words));
  if (marked) return marked;
  const marks = new Map(options.map((option) => [option, marksOf(option.pieces)]));
  for (const kind of kinds) {
    const set = some((option) => marks.get(option)!.has(kind));
    if (set) return set;
  }
  return [];
}
