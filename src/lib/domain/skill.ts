/** What is shown in person: the names of skills, and what is said of a student's. */
import * as v from 'valibot';
import { dayOf } from './day';
import { storable } from './items/item';

const uuid = (complaint: string) => v.pipe(v.string(complaint), v.uuid(complaint));
const date = 'Write the day as 2027-03-31';
const text = (most: number, missing: string, long: string) =>
  v.pipe(v.string(missing), v.trim(), v.nonEmpty(missing), v.maxLength(most, long), storable);

export const SkillForm = v.object({
  title: v.pipe(
    text(100, 'Give the skill a name', 'Shorten the name to 100 characters'),
    v.transform((given) => given.normalize('NFC').replace(/\s+/g, ' ')),
    v.regex(/^\P{Cc}*$/u, 'Take the control characters out of the name')
  ),
  /** What an instructor looks for. */
  summary: v.optional(
    v.pipe(v.string(), v.trim(), v.maxLength(1000, 'Shorten this to 1,000 characters'), storable),
    ''
  )
});
export type SkillForm = v.InferOutput<typeof SkillForm>;

export const SkillChange = v.object({ retired: v.boolean('Say whether it is retired') });

/** A sign-off, or that one is taken back. */
export const NewSkillSignOff = v.pipe(
  v.object({
    /** Made by the client: sent again, it counts once. */
    id: uuid('Make the id a UUID'),
    student: uuid('Give the id of the student’s record'),
    kind: v.picklist(['signed', 'withdrawn'], 'Say whether it is signed or withdrawn'),
    /** When it was shown. */
    day: v.pipe(
      v.string(date),
      v.check((given) => dayOf(given) !== null, `There is no such day. ${date}`),
      v.transform((given) => dayOf(given)!)
    ),
    note: v.optional(
      v.pipe(v.string(), v.trim(), v.maxLength(1000, 'Shorten this to 1,000 characters'), storable),
      ''
    )
  }),
  v.forward(
    v.check(
      ({ kind, note }) => kind === 'signed' || note.length >= 3,
      'Say in a few words why it is taken back'
    ),
    ['note']
  )
);
export type NewSkillSignOff = v.InferOutput<typeof NewSkillSignOff>;

/** So long ago nobody can vouch for what was shown. */
const mostDaysAgo = 366;

/** @returns what to mend about the day on which it was shown; null where it can be */
export function flawOfDay(day: number, today: number): string | null {
  if (day > today) return 'This day is still to come: give the day on which it was shown';
  return day < today - mostDaysAgo ? 'This is more than a year ago: check the year' : null;
}
