/** Mending a question after it was answered: what each answer is worth by the mended key. */
import type { Worth } from './attempt';
import {
  grade,
  needsGrader,
  parseResponse,
  optionCount,
  passMark,
  waitsForGrader,
  type Item,
  type Response
} from './items/registry';
import type { Rating } from './memory';
import { rate } from './rating';

/** By the new key alone; by whichever key is kinder; or not at all. */
export const policies = ['rescore', 'accept-both', 'drop'] as const;
export type Policy = (typeof policies)[number];

export interface Correction {
  policy: Policy;
  /** Whether a score may only rise. */
  neverLower: boolean;
  /** The version that was answered, and the mended one. */
  before: Item;
  after: Item;
}

/**
 * Where no score may fall, only what earned nothing is dropped, and what was dropped counts again
 * only where it is wholly right: neither lowers the mean of any attempt.
 * @param response as the log has it
 * @param current what the answer is worth now, 0 to 1; null where it was dropped before
 * @returns what it is worth from now on; null where it no longer counts. An answer that the mended
 *   version cannot read keeps what it has, as does one that an instructor grades
 */
export function regrade(
  response: unknown,
  current: number | null,
  { policy, neverLower, before, after }: Correction
): number | null {
  if (policy === 'drop') return neverLower && current ? current : null;
  const parsed = parseResponse(after, response);
  if ('error' in parsed || needsGrader(before) || needsGrader(after)) return current;
  const scores = [grade(after, parsed.response).score];
  if (policy === 'accept-both') {
    const read = parseResponse(before, response);
    if ('response' in read) scores.push(grade(before, read.response).score);
  }
  const score = Math.max(...scores);
  if (!neverLower) return score;
  if (current === null) return score === 1 ? score : null;
  return Math.max(score, current);
}

/**
 * What an answer of an attempt is worth, all corrections included.
 * @param response null where nothing was answered; a note's with the points that it was given
 * @param corrections of the version that was asked, in the order in which they were made
 */
export function worthOf(
  item: Item,
  response: Response | null,
  corrections: readonly Correction[]
): Worth {
  const answered = response !== null;
  if (answered && waitsForGrader(item, response))
    return { answered, score: null, dropped: corrections.at(-1)?.policy === 'drop' };
  let score = answered ? grade(item, response).score : 0;
  let dropped = false;
  for (const correction of corrections) {
    const next: number | null = answered
      ? regrade(response, dropped ? null : score, correction)
      : correction.policy === 'drop' || (dropped && correction.neverLower)
        ? null
        : 0;
    dropped = next === null;
    score = next ?? 0;
  }
  return { answered, score, dropped };
}

/** What an answer in the log is worth, in points and for memory; both null where it is dropped. */
export interface Standing {
  score: number | null;
  rating: Rating | null;
}

/**
 * The same for an answer in the log, which shapes memory too.
 * @param answer as it was graded and rated when it was given
 */
export function standingOf(
  answer: {
    response: unknown;
    score: number;
    rating: Rating;
    confidence: Parameters<typeof rate>[0]['confidence'];
    hint: boolean;
    quick: boolean;
  },
  corrections: readonly Correction[]
): Standing {
  const { confidence, hint, quick } = answer;
  let standing: Standing = { score: answer.score, rating: answer.rating };
  for (const correction of corrections) {
    const score = regrade(answer.response, standing.score, correction);
    if (score === null) standing = { score, rating: null };
    else if (score !== standing.score) {
      const { after } = correction;
      const asked = { passMark: passMark(after), optionCount: optionCount(after) };
      const rated = rate({ ...asked, score, confidence, hint, quick });
      const kept = correction.neverLower ? (standing.rating ?? rated) : rated;
      standing = { score, rating: rated > kept ? rated : kept };
    }
  }
  return standing;
}
