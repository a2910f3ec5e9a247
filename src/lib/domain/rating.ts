/** From an answer to a rating: what a right or wrong answer says about memory. */
import { Again, Good, Hard, type Rating } from './memory';
import type { confidences } from './answer';

/** Counts changes of the rules below; stored with each answer, so that a mapping can be replayed. */
export const mapperVersion = 1;

/**
 * How well an item was remembered. A lucky guess tells nothing, so it is asked again soon,
 * though the learner sees it as right; slowness never turns a pass into a fail.
 * Source: simulation in our scheduling research, section 2 ("guessed" as Again takes the bias of
 * predicted recall on four-option items from +.019 to +.001).
 * @param score 0 to 1
 * @param passMark the score from which on the answer counts as known
 */
export function rate(answer: {
  score: number;
  passMark: number;
  confidence: (typeof confidences)[number] | undefined;
  hint: boolean;
}): Rating {
  if (answer.score < answer.passMark || answer.confidence === 'guessed') return Again;
  if (answer.hint || answer.score < 1) return Hard;
  return Good;
}
