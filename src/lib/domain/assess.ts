/** From a submission to what is known of it: its place in time and its grade. */
import type { Context, Submission } from './answer';
import { studyDay } from './day';
import type { Grade } from './items/item';
import { grade, optionCount, parseResponse, type Item, type Response } from './items/registry';

const minute = 60_000;
/** A device's clock may run ahead by this much before we refuse to believe it. */
const clockSlack = 2 * minute;
/** An answer kept on a device for longer says nothing certain about when it was given. */
const oldest = 60 * 24 * 60 * minute;

/** What is kept of a submission beside its response, wherever it was given. */
export type Given = Pick<
  Submission,
  'id' | 'item' | 'version' | 'latencyMs' | 'confidence' | 'hint'
> & { context: Context };

export interface Assessment {
  submission: Given;
  response: Response;
  grade: Grade;
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
  return 'error' in parsed ? parsed : appraise(submission, item, parsed.response, answeredAt, zone);
}

/**
 * Grades an answer whose response and time are known to be sound.
 * @param zone the learner's, IANA
 */
export function appraise(
  submission: Given,
  item: Item,
  response: Response,
  answeredAt: Date,
  zone: string
): Assessment {
  return {
    submission,
    response,
    grade: grade(item, response),
    optionCount: optionCount(item),
    answeredAt,
    studyDay: studyDay(answeredAt, zone)
  };
}
