/** From an answer to a rating: what a right or wrong answer says about memory. */
import type { Confidence } from './answer';
import { Again, Easy, Good, Hard, type Rating } from './memory';
import type { Paces } from './plan';

/** Counts changes of the rules below; stored with each answer, so that a mapping can be replayed. */
export const mapperVersion = 3;

/** What a rating follows from; all of it is stored with the answer. */
export interface Facts {
  /** 0 to 1. */
  score: number;
  /** The score from which on the answer counts as known. */
  passMark: number;
  confidence: Confidence | undefined;
  hint: boolean;
  /** See `isQuick`. */
  quick: boolean;
  /** How many options a blind guess chooses among; null where one cannot guess. */
  optionCount: number | null;
}

/**
 * How well an item was remembered. A lucky guess tells nothing, so it is asked again soon, though
 * the learner sees it as right; slowness never turns a pass into a fail.
 * Source: our scheduling research, section 2 ("guessed" as Again takes the bias of predicted recall
 * on four-option items from +.019 to +.001). True or false alone does not advance a schedule (section
 * 1 there), nor does any choice of two, unless the learner is sure. What is met for the first time is Good at best: that
 * is held where answers become a card.
 */
export function rate({ score, passMark, confidence, hint, quick, optionCount }: Facts): Rating {
  if (score < passMark || confidence === 'guessed') return Again;
  const isCoinToss = optionCount !== null && optionCount <= 2;
  if (isCoinToss && confidence !== 'sure') return Again;
  if (hint || score < 1 || isCoinToss) return Hard;
  return quick && confidence === 'sure' ? Easy : Good;
}

/** The rules of every version that answers in the log were rated by. */
export const mappers: Record<number, (facts: Facts) => Rating> = {
  1: (facts) => rate({ ...facts, quick: false, optionCount: null }),
  2: (facts) => rate({ ...facts, optionCount: null }),
  [mapperVersion]: rate
};

/** Types whose answer is recalled, not recognised: only there does ease show in the time. */
export const recallTypes = ['cloze', 'numeric', 'hotspot'];

/**
 * @param latencyMs capped (see `answer.ts`)
 * @param paces the learner's own; of a type that is missing too little is known
 * @returns whether the answer was among the fastest fifth of the learner's right ones to its type
 */
export const isQuick = (type: string, latencyMs: number, paces: Paces): boolean =>
  recallTypes.includes(type) && latencyMs <= (paces[type] ?? -1);
