/** Mending a question after it was answered: what each answer is worth by the mended key. */
import type { Worth } from './attempt';
import { grade, parseResponse, type Item, type Response } from './items/registry';

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
 * @param response as the log has it
 * @param current what the answer is worth now, 0 to 1; null where it was dropped before
 * @returns what it is worth from now on; null where it no longer counts. An answer that the mended
 *   version cannot read keeps what it has
 */
export function regrade(
  response: unknown,
  current: number | null,
  { policy, neverLower, before, after }: Correction
): number | null {
  // To lose a question that one had right is to lose points.
  if (policy === 'drop') return neverLower && current === 1 ? current : null;
  const parsed = parseResponse(after, response);
  if ('error' in parsed) return current;
  const scores = [grade(after, parsed.response).score];
  if (policy === 'accept-both') {
    const read = parseResponse(before, response);
    if ('response' in read) scores.push(grade(before, read.response).score);
  }
  if (neverLower && current !== null) scores.push(current);
  return Math.max(...scores);
}

/**
 * What an answer of an attempt is worth, all corrections included.
 * @param response null where nothing was answered
 * @param corrections of the version that was asked, in the order in which they were made
 */
export function worthOf(
  item: Item,
  response: Response | null,
  corrections: readonly Correction[]
): Worth {
  const answered = response !== null;
  let score = answered ? grade(item, response).score : 0;
  let dropped = false;
  for (const correction of corrections) {
    const next: number | null = answered
      ? regrade(response, dropped ? null : score, correction)
      : correction.policy === 'drop'
        ? null
        : 0;
    dropped = next === null;
    score = next ?? 0;
  }
  return { answered, score, dropped };
}
