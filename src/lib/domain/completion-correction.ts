/** What staff may change about a completion: never the row that is there, but by one more. */
import * as v from 'valibot';
import type { CompletionKind } from './completion-evidence';
import { dayOf } from './day';
import { storable } from './items/item';

const date = 'Write the day as 2027-03-31';
const reason = 'Say in a few words why: it stays in the record';

export const CompletionCorrection = v.object({
  /** Id of the student's record. */
  student: v.pipe(v.string('Name the student'), v.uuid('Name the student by the id of the record')),
  course: v.pipe(v.string('Name the course'), v.nonEmpty('Name the course')),
  /** The number of the newest row that was read, 0 for none: nobody else's is passed over. */
  after: v.pipe(v.number('Name the row that was read'), v.integer()),
  kind: v.picklist(['granted', 'withdrawn'], 'Say whether it is granted or withdrawn'),
  /** Of what is granted: when the course was completed; a day that is over or today. */
  on: v.optional(
    v.nullable(
      v.pipe(
        v.string(date),
        v.check((text) => dayOf(text) !== null, `There is no such day. ${date}`)
      )
    ),
    null
  ),
  reason: v.pipe(
    v.string(reason),
    v.trim(),
    v.minLength(3, reason),
    v.maxLength(500, 'Shorten the reason to 500 characters'),
    storable
  )
});
export type CompletionCorrection = v.InferOutput<typeof CompletionCorrection>;

/**
 * @param newest kind of the row that counts now; null where there is none
 * @param today the study day of the one who corrects
 * @returns what to mend, by field; null where it can be
 */
export function flawOfCorrection(
  { kind, on }: Pick<CompletionCorrection, 'kind' | 'on'>,
  newest: CompletionKind | null,
  today: number
): { field: 'kind' | 'on'; error: string } | null {
  const isComplete = newest === 'earned' || newest === 'granted';
  if (kind === 'withdrawn')
    return isComplete ? null : { field: 'kind', error: 'There is no completion to take back' };
  if (isComplete) return { field: 'kind', error: 'The course is completed already' };
  if (on === null) return { field: 'on', error: 'Say on which day it was completed' };
  return dayOf(on)! > today
    ? { field: 'on', error: 'This day is still to come: nothing is completed in advance' }
    : null;
}
