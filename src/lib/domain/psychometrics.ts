/**
 * How well questions and quizzes measure, from sums over first attempts: classical test theory.
 * Thresholds: Ebel & Frisbie, Essentials of Educational Measurement (1991); Nunnally & Bernstein,
 * Psychometric Theory (1994); Haladyna & Downing, doi:10.1177/0013164493053004013 (distractors).
 */
import { wilson, type Share } from './interval';

/** Below this nothing can be said yet; from the second on figures hardly move any more. */
export const fewTakers = 20;
export const stableTakers = 200;

/** Sums over the takers of one question: its score x, and the mean r of their other scores. */
export interface ItemSums {
  n: number;
  score: number;
  scoreSquare: number;
  rest: number;
  restSquare: number;
  product: number;
}

/** Sums over the takers of a quiz: their total scores. */
export interface QuizSums {
  n: number;
  total: number;
  totalSquare: number;
}

/** Rounding of the sums must not pass for a spread. */
const tiny = 1e-6;

/** n² times the variance: `nΣx² − (Σx)²`. */
const spread = (n: number, sum: number, squares: number) => n * squares - sum ** 2;

/**
 * The share of points earned: the p-value of an item, with the interval in which the true one lies.
 * @param sums of at least one taker
 */
export const difficulty = ({ n, score }: Pick<ItemSums, 'n' | 'score'>): Share => wilson(score, n);

/**
 * The corrected point-biserial: Pearson's correlation of the item's score with the mean of the
 * other items' (Henrysson 1963, doi:10.1007/BF02289618), by the computing formula
 * `(nΣxr − ΣxΣr) / √((nΣx² − (Σx)²)(nΣr² − (Σr)²))`.
 * @returns -1 to 1; null where all had the same score, in the item or in the rest
 */
export function discrimination(sums: ItemSums): number | null {
  const { n, score, scoreSquare, rest, restSquare, product } = sums;
  const spreads = [spread(n, score, scoreSquare), spread(n, rest, restSquare)];
  if (spreads.some((value) => value < tiny)) return null;
  const together = n * product - score * rest;
  return Math.max(-1, Math.min(1, together / Math.sqrt(spreads[0]! * spreads[1]!)));
}

/** Why the reliability of a quiz is not told. */
export type Withheld = 'drawn' | 'few' | 'short' | 'same';

/**
 * KR-20 (Kuder & Richardson 1937, doi:10.1007/BF02288391), which with partial credit is Cronbach's
 * alpha (1951, doi:10.1007/BF02310555): `k/(k−1) · (1 − Σ item variances / variance of totals)`.
 * @param items every version that was asked
 * @returns at most 1; or why there is none to tell: not all answered the same questions, too few
 *   takers, a single question, or all totals the same
 */
export function reliability(
  { n, total, totalSquare }: QuizSums,
  items: readonly ItemSums[]
): { value: number } | { withheld: Withheld } {
  if (items.some((item) => item.n !== n)) return { withheld: 'drawn' };
  if (n < fewTakers) return { withheld: 'few' };
  if (items.length < 2) return { withheld: 'short' };
  const whole = spread(n, total, totalSquare);
  if (whole < tiny) return { withheld: 'same' };
  const parts = items.reduce((sum, item) => sum + spread(n, item.score, item.scoreSquare), 0);
  return { value: (items.length / (items.length - 1)) * (1 - parts / whole) };
}

/** What a reliability is enough for. */
export function reliabilityWord(value: number): string {
  if (value >= 0.8) return 'high enough for high stakes';
  return value >= 0.7 ? 'enough for a classroom' : 'too low to tell students apart';
}

export const discriminationBands = [
  { from: 0.4, word: 'excellent' },
  { from: 0.3, word: 'good' },
  { from: 0.2, word: 'acceptable' },
  { from: 0, word: 'low' },
  { from: -1, word: 'negative' }
] as const;
export type Band = (typeof discriminationBands)[number]['word'];
export const bandNames: readonly Band[] = discriminationBands.map(({ word }) => word);

export const bandOf = (value: number): Band =>
  discriminationBands.find(({ from }) => value >= from)!.word;

/** Harder or easier than this, a question is worth a second look. */
const hard = 0.3;
const easy = 0.95;
/** A wrong option chosen by fewer distracts nobody. */
const unused = 0.05;

/** What may be wrong with a question, the worst first. */
export const concerns = ['rival', 'negative', 'hard', 'low', 'easy', 'unused'] as const;
export type Concern = (typeof concerns)[number];

/** One question, as far as judging goes. */
export interface Judged extends ItemSums {
  /** Of a question with options: how many chose each. Empty for other types. */
  options: readonly { isKey: boolean; n: number }[];
}

/** @returns what is worth a second look, the worst first; nothing where nothing is. */
export function concernsOf(item: Judged): Concern[] {
  const { share } = difficulty(item);
  const value = discrimination(item);
  const wrong = item.options.filter(({ isKey }) => !isKey).map(({ n }) => n);
  const key = Math.max(...item.options.filter(({ isKey }) => isKey).map(({ n }) => n));
  const found: Record<Concern, boolean> = {
    rival: wrong.some((n) => n > key),
    negative: value !== null && value < 0,
    hard: share < hard,
    low: value !== null && value >= 0 && value < 0.2,
    easy: share > easy,
    // Of few nobody need choose it; and where nearly all are right, nobody is left to.
    unused: item.n >= fewTakers && share <= easy && wrong.some((n) => n < unused * item.n)
  };
  return concerns.filter((concern) => found[concern]);
}

/**
 * The questions to look at first: by their worst concern, then by how many they have.
 * @returns at most `count`; only those with a concern
 */
export function worthALook<T extends { concerns: readonly Concern[]; n: number }>(
  items: readonly T[],
  count = 5
): T[] {
  const rank = ({ concerns: own }: T) => concerns.indexOf(own[0]!);
  return items
    .filter((item) => item.concerns.length > 0)
    .toSorted((a, b) => rank(a) - rank(b) || b.concerns.length - a.concerns.length || b.n - a.n)
    .slice(0, count);
}
