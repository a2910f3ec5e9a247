/**
 * The memory model: FSRS-6 behind our own adapter. We count elapsed days ourselves, by study
 * day, and press one button at a time, because ts-fsrs counts UTC days and bends the state of
 * one button by the others. The only file that imports ts-fsrs.
 */
import { FSRSAlgorithm, generatorParameters, type Grade } from 'ts-fsrs';

export const Again = 1;
export const Hard = 2;
export const Good = 3;
export const Easy = 4;
export type Rating = typeof Again | typeof Hard | typeof Good | typeof Easy;

/** Of the FSRS-6 defaults; each answer names the version that it was scheduled by. */
export const defaultVersion = 1;
export const defaultWeights: readonly number[] = [
  0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835,
  0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542
];

/** An item is asked again when its recall has fallen to this. */
export const targetRecall = 0.9;
/** Days: what FSRS itself allows at most. */
export const longestInterval = 36_500;

/** `stability`: days until recall falls to 0.9, above 0. `difficulty`: 1 (easy) to 10. */
export interface Memory {
  stability: number;
  difficulty: number;
}

export interface MemoryModel {
  /**
   * @param memory before the answer, or null before the first
   * @param days since the last answer: whole study days, 0 on the same day; never negative
   */
  next(memory: Memory | null, days: number, rating: Rating): Memory;
  /** @returns the probability of recall, 0 to 1, `days` after the last answer. */
  recall(stability: number, days: number): number;
  /** @returns whole days, 1 to `longestInterval`, until recall falls to `target` (0 to 1). */
  interval(stability: number, target?: number): number;
}

/**
 * @param weights the 21 of FSRS-6; ts-fsrs would silently replace or clip bad ones, so this throws
 * @param shortTerm whether answers on the same study day follow the short-term rule
 */
export function memoryModel(weights = defaultWeights, shortTerm = true): MemoryModel {
  const refuse = () => {
    throw new RangeError(`FSRS-6 takes ${defaultWeights.length} weights, each within its bounds`);
  };
  if (weights.length !== defaultWeights.length) refuse();
  const parameters = generatorParameters({
    w: [...weights],
    enable_short_term: shortTerm,
    enable_fuzz: false
  });
  if (weights.some((weight, i) => weight !== parameters.w[i])) refuse();
  const fsrs = new FSRSAlgorithm(parameters);
  const decay = -weights[20]!;

  return {
    next(memory, days, rating) {
      const { stability, difficulty } = fsrs.next_state(memory, days, rating as Grade);
      // ts-fsrs passes NaN on without a word, and a card would never be due again.
      if (!(stability > 0) || !(difficulty > 0))
        throw new RangeError('A memory needs a stability, a difficulty and the days since');
      return { stability, difficulty };
    },
    recall(stability, days) {
      if (!(stability > 0) || !(days >= 0))
        throw new RangeError('A recall needs a stability above 0 and days of 0 or more');
      return fsrs.forgetting_curve(days, stability);
    },
    interval(stability, target = targetRecall) {
      if (!(stability > 0) || !(target > 0 && target < 1))
        throw new RangeError('An interval needs a stability above 0 and a target between 0 and 1');
      // The inverse of R = (1 + factor * t / S) ^ decay, with R(S) = 0.9.
      const factor = 0.9 ** (1 / decay) - 1;
      const days = (stability / factor) * (target ** (1 / decay) - 1);
      return Math.min(Math.max(1, Math.round(days)), longestInterval);
    }
  };
}

/** With the defaults, which hold until better ones are fitted. */
export const fsrs6 = memoryModel();
