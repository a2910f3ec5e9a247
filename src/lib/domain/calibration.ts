/** Whether what we said of a learner's memory came true. */
import { wilson, type Share } from './interval';

/** An answer of which we had said beforehand how likely it is known. */
export interface Foretold {
  /** The recall that we said, 0 to 1. */
  recall: number;
  /** Equally likely answers of a blind guess; null where one cannot guess. */
  optionCount: number | null;
  /** Answered rightly, whether known or guessed. */
  isRight: boolean;
  /** Right, and not said to be a guess. */
  isKnown: boolean;
}

/** What we said and what came, over some answers. */
export interface Compared {
  n: number;
  /** Mean chance of a right answer, lucky guesses included; to be held against `right`. */
  said: number;
  right: Share;
  /** Mean recall, guesses left out; to be held against `known`. */
  recall: number;
  known: Share;
}

export interface Calibration {
  all: Compared;
  /** By the chance that we said, in order; each of enough answers to say something. */
  bins: Compared[];
}

/** Of fewer answers nothing can be said. */
export const fewestForetold = 50;
/** Narrow where most of what we say lies. */
const edges = [0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95];
/** Of fewer, the interval is so wide that a bin says nothing: it joins its neighbour. */
const fewestOfBin = 10;

/**
 * The chance of a right answer, which is not recall: what is not remembered is guessed rightly
 * once in so many times.
 */
export const chanceOfRight = (recall: number, optionCount: number | null): number =>
  optionCount === null ? recall : recall + (1 - recall) / optionCount;

/**
 * Holds like against like: the chance of a right answer against right answers, and recall against
 * what was known.
 * @returns null where there are fewer than `fewestForetold`
 */
export function calibration(answers: readonly Foretold[]): Calibration | null {
  if (answers.length < fewestForetold) return null;
  const bins = edges.map((): Foretold[] => []);
  for (const answer of answers) {
    const said = chanceOfRight(answer.recall, answer.optionCount);
    bins[edges.findLastIndex((edge) => said >= edge)]!.push(answer);
  }
  return { all: compare(answers), bins: joined(bins).map(compare) };
}

/** Puts each bin that is too small together with the next, and the last with the one before. */
function joined(bins: readonly (readonly Foretold[])[]): Foretold[][] {
  const whole: Foretold[][] = [];
  let open: Foretold[] = [];
  for (const bin of bins) {
    open = [...open, ...bin];
    if (open.length < fewestOfBin) continue;
    whole.push(open);
    open = [];
  }
  whole.push([...(whole.pop() ?? []), ...open]);
  return whole;
}

/** @param answers at least one */
function compare(answers: readonly Foretold[]): Compared {
  const n = answers.length;
  const sum = (of: (answer: Foretold) => number) =>
    answers.reduce((total, answer) => total + of(answer), 0);
  return {
    n,
    said: sum(({ recall, optionCount }) => chanceOfRight(recall, optionCount)) / n,
    right: wilson(
      sum(({ isRight }) => Number(isRight)),
      n
    ),
    recall: sum(({ recall }) => recall) / n,
    known: wilson(
      sum(({ isKnown }) => Number(isKnown)),
      n
    )
  };
}

/** @returns the bin that says most: the one of the most answers; of equals the first */
export const fullest = (bins: readonly Compared[]): Compared =>
  bins.reduce((most, bin) => (bin.n > most.n ? bin : most));

/** @returns how far apart what we said and what came are, where chance does not explain it; else 0 */
export const bias = ({ said, right }: Pick<Compared, 'said' | 'right'>): number =>
  said >= right.low && said <= right.high ? 0 : right.share - said;
