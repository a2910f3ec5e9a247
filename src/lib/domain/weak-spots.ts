/** Where a class is weak: recall now, by topic and student. */
import { targetRecall } from './memory';
import { knownEnough } from './unlock';

/** Of fewer answered questions nothing is said of a student's recall. */
export const fewestAnswered = 3;
/** More students than this make no table that can be read: of them the weakest are named. */
export const mostColumns = 40;
const mostNamed = 5;

/** What is asked again anyway is firm; below what opens the next lesson, it is weak. */
export const bands = ['weak', 'fading', 'firm'] as const;
export type Band = (typeof bands)[number];

/** @param recall 0 to 1 */
export const bandOf = (recall: number): Band =>
  recall < knownEnough ? 'weak' : recall < targetRecall ? 'fading' : 'firm';

/** One student's recall of one topic. */
export interface Cell {
  answered: number;
  /** Mean probability of recall now over what was answered, 0 to 1; null where that is too little. */
  recall: number | null;
}

/** Recall now, added up over so many answered questions. */
export interface Sum {
  answered: number;
  sum: number;
}

export const nothing: Sum = { answered: 0, sum: 0 };

export const cellOf = ({ answered, sum }: Sum): Cell => ({
  answered,
  recall: answered < fewestAnswered ? null : sum / answered
});

/** A topic over a class. Students of whom nothing is said count nowhere. */
export interface Standing {
  /** The mean of its students, 0 to 1; null where nothing is said of any. */
  recall: number | null;
  /** How many students lie in which band. */
  spread: Record<Band, number>;
  /** The weakest of those in the weak band, by their place in the class, the weakest first. */
  weakest: number[];
}

/** @param sums of a topic by the student's place in the class; a place may be missing */
export function standingOf(sums: ReadonlyMap<number, Sum>): Standing {
  const said = [...sums].flatMap(([student, sum]) => {
    const { recall } = cellOf(sum);
    return recall === null ? [] : [{ student, recall }];
  });
  const spread = { weak: 0, fading: 0, firm: 0 };
  for (const { recall } of said) spread[bandOf(recall)]++;
  const sum = said.reduce((total, { recall }) => total + recall, 0);
  return {
    recall: said.length > 0 ? sum / said.length : null,
    spread,
    weakest: said
      .toSorted((a, b) => a.recall - b.recall || a.student - b.student)
      .slice(0, Math.min(mostNamed, spread.weak))
      .map(({ student }) => student)
  };
}

/** @returns what somebody remembers of several topics together */
export const together = (sums: readonly Sum[]): Sum => ({
  answered: sums.reduce((total, { answered }) => total + answered, 0),
  sum: sums.reduce((total, { sum }) => total + sum, 0)
});

/** The weakest first; of what nothing is said comes last. For `sort`. */
export const byWeakness = (a: { recall: number | null }, b: { recall: number | null }): number =>
  (a.recall ?? 2) - (b.recall ?? 2);
