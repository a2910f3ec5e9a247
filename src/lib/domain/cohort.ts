/** A cohort: students of a school who learn together, perhaps toward one exam. */
import * as v from 'valibot';
import { dayOf } from './day';

/** Further ahead no exam is announced; a mistyped year is found by it. */
const mostDays = 5 * 366;

export const CohortName = v.pipe(
  v.string('Give the cohort a name'),
  v.transform((text) => text.normalize('NFC').trim().replace(/ +/g, ' ')),
  v.nonEmpty('Give the cohort a name'),
  v.maxLength(100, 'Shorten the name to at most 100 characters'),
  v.regex(/^\P{Cc}+$/u, 'Leave line breaks and control characters out of the name')
);

/** A date as a form gives it, read as a study day; left empty there is none. */
export const ExamDate = v.pipe(
  v.nullish(v.string('Write the date as 2027-03-31, or leave it out'), ''),
  v.transform((text) => text.trim()),
  v.check(
    (text) => text === '' || dayOf(text) !== null,
    'There is no such date: write it as 2027-03-31, or leave it out'
  ),
  v.transform(dayOf)
);

export const CohortRules = v.object({ name: CohortName, examDate: ExamDate });
export type CohortRules = v.InferOutput<typeof CohortRules>;

/** Who comes and who goes, by account. */
export const MemberChange = v.pipe(
  v.object({ add: v.optional(ids(), []), remove: v.optional(ids(), []) }),
  v.check(
    ({ add, remove }) => !add.some((id) => remove.includes(id)),
    'Nobody can be added and removed at once'
  )
);
export type MemberChange = v.InferOutput<typeof MemberChange>;

function ids() {
  const complaint = 'Give the ids of accounts, at most 2,000';
  return v.pipe(
    v.array(v.pipe(v.string(complaint), v.uuid(complaint)), complaint),
    v.maxLength(2000, complaint)
  );
}

/**
 * @param before the exam day that holds now: it may stay, even once it is over
 * @param today the study day of the one who asks
 * @returns what to mend about an exam day; null where it can be
 */
export function flawOfExam(
  day: number | null,
  before: number | null,
  today: number
): string | null {
  if (day === null || day === before) return null;
  if (day < today) return 'This date is over: choose today or a later day, or leave it out';
  return day > today + mostDays ? 'This is more than five years ahead: check the year' : null;
}
