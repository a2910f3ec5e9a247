/** How good predictions are: sums over trials, and the figures that follow from them. */
import { wilson, type Share } from './interval';

/** A prediction and what came; see `Trial`. */
export interface Judged {
  recall: number;
  known: boolean;
  bin: number;
}

/** Sums over trials: of several, the sums add up, so that none need be kept. */
export interface Tally {
  n: number;
  /** Of -log of what was said of what came. */
  loss: number;
  said: number;
  known: number;
  /** By bin: trials, known, said. */
  bins: Map<number, [n: number, known: number, said: number]>;
  /** Known and missed ones by what was said, in thousandths. */
  ranks: { known: Float64Array; missed: Float64Array };
}

export interface Figures {
  /** The lower the better; of 0.693 it is a coin's. */
  logLoss: number;
  /** How far predictions are off within bins of like trials. */
  rmse: number;
  /** How often a known one was given more than a missed one; null where there are none of either. */
  auc: number | null;
}

export interface Bounds {
  low: number;
  high: number;
}

/** Finer than predictions differ in earnest. */
const thousand = 1000;
/** No prediction is so sure that one miss outweighs all others. */
const surest = 0.9999;

export const emptyTally = (): Tally => ({
  n: 0,
  loss: 0,
  said: 0,
  known: 0,
  bins: new Map(),
  ranks: { known: new Float64Array(thousand + 1), missed: new Float64Array(thousand + 1) }
});

/** @returns -log of the probability that was given to what came. */
export function lossOf(recall: number, known: boolean): number {
  const given = known ? recall : 1 - recall;
  return -Math.log(Math.min(Math.max(given, 1 - surest), surest));
}

/** Takes one more trial into `tally`. */
export function count(tally: Tally, { recall, known, bin }: Judged): void {
  const one = Number(known);
  tally.n++;
  tally.loss += lossOf(recall, known);
  tally.said += recall;
  tally.known += one;
  addTo(tally.bins, bin, 1, one, recall);
  tally.ranks[known ? 'known' : 'missed'][Math.round(recall * thousand)]! += 1;
}

/** Takes all of `other` into `tally`. */
export function merge(tally: Tally, other: Tally): void {
  tally.n += other.n;
  tally.loss += other.loss;
  tally.said += other.said;
  tally.known += other.known;
  for (const [bin, [n, known, said]] of other.bins) addTo(tally.bins, bin, n, known, said);
  for (let i = 0; i <= thousand; i++) {
    tally.ranks.known[i]! += other.ranks.known[i]!;
    tally.ranks.missed[i]! += other.ranks.missed[i]!;
  }
}

function addTo(bins: Tally['bins'], bin: number, n: number, known: number, said: number): void {
  const sums = bins.get(bin);
  if (!sums) bins.set(bin, [n, known, said]);
  else {
    sums[0] += n;
    sums[1] += known;
    sums[2] += said;
  }
}

/** @param tally of one trial at least */
export function figuresOf(tally: Tally): Figures {
  let squares = 0;
  for (const [n, known, said] of tally.bins.values()) squares += (said - known) ** 2 / n;
  return {
    logLoss: tally.loss / tally.n,
    rmse: Math.sqrt(squares / tally.n),
    auc: aucOf(tally.ranks)
  };
}

/** Mann and Whitney: of equals, half counts. */
function aucOf({ known, missed }: Tally['ranks']): number | null {
  let [below, wins, all] = [0, 0, 0];
  for (let i = 0; i <= thousand; i++) {
    wins += known[i]! * (below + missed[i]! / 2);
    below += missed[i]!;
    all += known[i]!;
  }
  return below > 0 && all > 0 ? wins / (below * all) : null;
}

/**
 * Where each figure lies 19 times of 20, had other learners been asked: groups are drawn again
 * and again, with replacement. What is drawn is less varied than life, and a figure may come out
 * higher or lower by that alone: the bounds are moved so that their middle is what was measured.
 * @param groups of trials that hang together, each of one trial at least
 */
export function boundsOf(
  groups: readonly Tally[],
  random: () => number,
  draws = 200
): Record<keyof Figures, Bounds | null> {
  const whole = emptyTally();
  for (const group of groups) merge(whole, group);
  const measured = figuresOf(whole);
  const drawn = Array.from({ length: draws }, () => {
    const tally = emptyTally();
    for (let i = 0; i < groups.length; i++)
      merge(tally, groups[Math.floor(random() * groups.length)]!);
    return figuresOf(tally);
  });
  const bounds = (key: keyof Figures): Bounds | null => {
    const values = drawn.flatMap((figures) => figures[key] ?? []);
    const value = measured[key];
    if (value === null || values.length === 0) return null;
    const { low, median, high } = middle(values);
    return { low: Math.max(0, low + value - median), high: high + value - median };
  };
  return { logLoss: bounds('logLoss'), rmse: bounds('rmse'), auc: bounds('auc') };
}

/** @returns the mean of what each learner has, and where it lies 19 times of 20; null of none */
export function meanOf(
  values: readonly number[],
  random: () => number,
  draws = 200
): { mean: number; bounds: Bounds } | null {
  if (values.length === 0) return null;
  const drawn = Array.from({ length: draws }, () => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += values[Math.floor(random() * values.length)]!;
    return sum / values.length;
  });
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const { low, high } = middle(drawn);
  return { mean, bounds: { low, high } };
}

/** @returns the 2.5th, the 50th and the 97.5th percentile of at least one value */
function middle(values: readonly number[]): Bounds & { median: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
  return { low: at(0.025), median: at(0.5), high: at(0.975) };
}

/**
 * The moving average of srs-benchmark: no memory at all, but the share that the learner knew of
 * late.
 * @returns what it says of each of `known`, in the order of time, before it
 */
export function movingAverage(known: readonly boolean[]): number[] {
  let x = 1.2;
  return known.map((isKnown) => {
    const said = 1 / (1 + Math.exp(-x));
    x += 0.3 * (Number(isKnown) - said);
    return said;
  });
}

/** Of fewer trials nothing is held against anybody. */
export const fewestTrials = 300;
/** How far predictions may be off in the mean. */
export const widestBias = 0.02;

/** Whether predictions do what we promise; null where there are too few to say. */
export const isUnbiased = ({ n, said, known }: Tally): boolean | null =>
  n < fewestTrials ? null : Math.abs(said - known) / n <= widestBias;
export const isBetter = (ours: Tally, theirs: Tally): boolean | null =>
  ours.n < fewestTrials ? null : ours.loss < theirs.loss;

/** Predictions of about the same recall, and what came of them. */
export interface Step {
  from: number;
  until: number;
  n: number;
  said: number;
  known: Share;
}

/** In thousandths; narrow where most of what we say lies. */
const edges = [0, 500, 600, 700, 800, 850, 900, 950, thousand + 1];

/** @returns what was said against what came, by what was said; steps without a trial are left out */
export function calibrationOf({ ranks }: Tally): Step[] {
  return edges.slice(0, -1).flatMap((from, i) => {
    const until = edges[i + 1]!;
    let [n, said, known] = [0, 0, 0];
    for (let at = from; at < until; at++) {
      const all = ranks.known[at]! + ranks.missed[at]!;
      n += all;
      said += (all * at) / thousand;
      known += ranks.known[at]!;
    }
    if (n === 0) return [];
    const [low, high] = [from / thousand, Math.min(until / thousand, 1)];
    return [{ from: low, until: high, n, said: said / n, known: wilson(known, n) }];
  });
}
