/** A question of an attempt as its learner may see it. */
import { toResult } from './grading';
import { versionKey } from './items';
import type { Reckoned } from './reckoning';
import type { Confidence, GradedAnswer } from '../domain/answer';
import { showingOf } from '../domain/attempt';
import {
  grade,
  needsGrader,
  parseResponse,
  promptOf,
  waitsForGrader,
  type Item,
  type Prompt,
  type Response
} from '../domain/items/registry';
import { seededRandom } from '../domain/shuffle';
import type { Signed } from '../domain/sign-off';

export interface QuestionView {
  position: number;
  item: string;
  version: number;
  prompt: Prompt;
  response: Response | null;
  /** How sure the learner was, who need not say. */
  confidence: Confidence | null;
  /** Null as long as it may not be told, or waits for an instructor. */
  verdict: GradedAnswer | null;
  /** Taken out of the reckoning, because the question was at fault. */
  dropped: boolean;
  /** Its key was mended after it was asked: the verdict is by the mended one. */
  corrected: boolean;
  /** Who of the learner's school has signed it off; null where it awaits review. */
  signed: Signed | null;
}

/** The answer of whoever gave none. */
function emptyTo(content: Item): Response {
  const parsed = parseResponse(content, {});
  if ('error' in parsed) throw new Error(parsed.error);
  return parsed.response;
}

/**
 * A question as it is shown: its order stays the same however often the page is loaded.
 * @param signed as `sign-offs.forAccount` gives it
 */
export function show(
  attempt: string,
  question: Reckoned['questions'][number],
  isTold: boolean,
  signed: ReadonlyMap<string, Signed>
): QuestionView {
  const { position, item, version, content, mended, response, confidence, dropped } = question;
  const prompt = promptOf(content, seededRandom(showingOf(attempt, item)));
  return {
    ...{ position, item, version, response, confidence, dropped },
    prompt: { ...prompt, hint: null },
    verdict: isTold ? verdictOf(question) : null,
    corrected: isTold && mended !== null,
    signed: signed.get(versionKey(item, version)) ?? null
  };
}

/**
 * By the mended key where it can read the answer; the score is what the answer is worth now.
 * @returns null where an instructor has yet to grade it
 */
function verdictOf({
  content,
  mended,
  response,
  score,
  dropped
}: Reckoned['questions'][number]): GradedAnswer | null {
  if (response !== null && waitsForGrader(content, response)) return null;
  const given = response ?? emptyTo(content);
  const isRead = mended && !needsGrader(content) && 'response' in parseResponse(mended, given);
  const key = isRead ? mended : content;
  const told = { next: null, ...toResult(key, grade(key, given)) };
  if (!mended || dropped || score === null) return told;
  return { ...told, score, correct: score === 1 };
}
