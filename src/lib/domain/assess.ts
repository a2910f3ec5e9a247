/** From a submission to what the log stores of it: place in time, grade, rating. */
import type { Submission } from './answer';
import { studyDay } from './day';
import type { Grade } from './items/item';
import {
  grade,
  optionCount,
  parseResponse,
  passMark,
  type Item,
  type Response
} from './items/registry';
import type { Rating } from './memory';
import { rate } from './rating';

const minute = 60_000;
/** A device's clock may run ahead by this much before we refuse to believe it. */
const clockSlack = 2 * minute;
/** An answer kept on a device for longer says nothing certain about when it was given. */
const oldest = 60 * 24 * 60 * minute;

export interface Assessment {
  submission: Submission;
  response: Response;
  grade: Grade;
  rating: Rating;
  optionCount: number | null;
  /** When it was given, by the device's clock within the bounds of ours. */
  answeredAt: Date;
  studyDay: number;
}

/**
 * @param item in the version that was answered
 * @param zone the learner's, IANA
 * @param now the server's clock
 * @returns the assessment, or a sentence that says what to mend
 */
export function assess(
  submission: Submission,
  item: Item,
  zone: string,
  now: Date
): Assessment | { error: string } {
  const given = submission.answeredAt.getTime();
  if (given > now.getTime() + clockSlack)
    return { error: "answeredAt lies in the future: set the device's clock and send it again" };
  if (given < now.getTime() - oldest)
    return { error: 'answeredAt is more than 60 days ago: too late to count' };
  const answeredAt = new Date(Math.min(given, now.getTime()));

  const parsed = parseResponse(item, submission.response);
  if ('error' in parsed) return parsed;
  const graded = grade(item, parsed.response);
  const { confidence, hint } = submission;
  return {
    submission,
    response: parsed.response,
    grade: graded,
    rating: rate({ score: graded.score, passMark: passMark(item), confidence, hint }),
    optionCount: optionCount(item),
    answeredAt,
    studyDay: studyDay(answeredAt, zone)
  };
}
