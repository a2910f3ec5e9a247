/** What may be done to a member of a school, and the days that it may count from. */
import * as v from 'valibot';
import { Email, Name } from './account';
import { roles } from './actor';
import { dateOf, dayOf } from './day';
import { ChosenCohort, MemberNumber } from './invitation';
import { storable } from './items/item';

/** Further back or ahead a leave is a mistyped year. */
const mostAway = 2 * 366;

const wrongDate = 'Write the date as 2027-03-31';

const Day = v.pipe(
  v.string(wrongDate),
  v.transform((text) => dayOf(text.trim())),
  v.check((day) => day !== null, 'There is no such date: write it as 2027-03-31'),
  v.transform((day) => day!)
);

/** Left empty there is none. */
const OptionalDay = v.pipe(
  v.nullish(v.string(wrongDate), ''),
  v.transform((text) => text.trim()),
  v.check((text) => text === '' || dayOf(text) !== null, `There is no such date. ${wrongDate}`),
  v.transform((text) => dayOf(text))
);

const Reason = (least: number) =>
  v.pipe(
    v.optional(v.string('Say why in words'), ''),
    v.transform((text) => text.normalize('NFC').trim()),
    v.minLength(least, 'Say why: the reason is kept with the record'),
    storable,
    v.maxLength(500, 'Shorten the reason to at most 500 characters')
  );

const Cohorts = v.pipe(
  v.nullish(v.union([v.string(), v.array(v.string())], 'Choose cohorts of the school'), null),
  v.transform((given) => (typeof given === 'string' ? [given] : given)),
  v.nullable(v.array(v.pipe(v.string(), v.uuid('Choose cohorts of the school'))))
);

/** One change of a membership, told by its kind; each becomes an event of the record's log. */
export const MemberChange = v.variant('kind', [
  v.object({
    kind: v.literal('role'),
    role: v.picklist(roles, 'Choose student, instructor or admin'),
    reason: Reason(0)
  }),
  v.object({ kind: v.literal('limited'), cohorts: Cohorts, reason: Reason(0) }),
  v.object({
    kind: v.literal('moved'),
    from: ChosenCohort,
    to: ChosenCohort,
    day: Day,
    reason: Reason(0)
  }),
  v.object({ kind: v.literal('leave'), day: Day, until: OptionalDay, reason: Reason(1) }),
  v.object({ kind: v.literal('back'), day: Day, reason: Reason(0) }),
  v.object({ kind: v.literal('withdrawn'), day: Day, reason: Reason(1) }),
  v.object({ kind: v.literal('removed'), reason: Reason(0) }),
  v.object({
    kind: v.literal('corrected'),
    name: Name,
    email: Email,
    number: v.nullish(MemberNumber, null),
    reason: Reason(0)
  })
]);
export type MemberChange = v.InferOutput<typeof MemberChange>;
export type ChangeKind = MemberChange['kind'];

type Dated = { joinedDay: number; leaveFrom: number | null; leaveUntil: number | null };

/** What is wrong with a change, by its field. */
export type Flaw = { field: string; error: string };

/**
 * Whether the days of a change fit its record. What ends access takes effect at once, so it may
 * count from an earlier day, as withdrawals do, but not from a later one.
 * @param today the study day of the one who changes
 * @returns what to mend; null where it fits
 */
export function flawOfDays(record: Dated, change: MemberChange, today: number): Flaw | null {
  if (!('day' in change)) return null;
  const { day } = change;
  if (day < record.joinedDay)
    return {
      field: 'day',
      error: `This is before the first day at the school, ${dateOf(record.joinedDay)}`
    };
  // Whoever is changed may live where it is tomorrow already.
  if (change.kind !== 'leave' && day > today + 1)
    return { field: 'day', error: 'This day is yet to come: note it on the day, or choose today' };
  if (change.kind === 'leave') return flawOfLeave(record, change, today);
  if (change.kind === 'back') {
    const { leaveFrom, leaveUntil } = record;
    if (leaveFrom === null || (leaveUntil !== null && leaveUntil < day))
      return { field: 'day', error: 'There is no leave on that day to come back from' };
    if (day < leaveFrom)
      return { field: 'day', error: `The leave begins later, on ${dateOf(leaveFrom)}` };
  }
  return null;
}

function flawOfLeave(
  { leaveFrom, leaveUntil }: Dated,
  { day, until }: { day: number; until: number | null },
  today: number
): Flaw | null {
  if (until !== null && until < day)
    return { field: 'until', error: 'The last day of the leave is before its first' };
  if (Math.abs(day - today) > mostAway || (until !== null && until - today > mostAway))
    return { field: 'day', error: 'This is more than two years away: check the year' };
  if (leaveFrom !== null && (leaveUntil === null || day <= leaveUntil))
    return {
      field: 'day',
      error: `Another leave began on ${dateOf(leaveFrom)}: note first when it ended`
    };
  return null;
}
