/**
 * The ledger of hours: what a line of it can be, and what is said of it. A line is never changed:
 * a correction is a line of its own, with actor and reason, and a total is the sum of its lines.
 */
import * as v from 'valibot';
import { dayOf } from './day';
import { sentence, storable } from './items/item';

/** How something was taught. Distance is what is not in the room. */
export const modes = ['in-person', 'synchronous', 'asynchronous', 'clinic'] as const;
export type Mode = (typeof modes)[number];
export const isDistance = (mode: Mode): boolean =>
  mode === 'synchronous' || mode === 'asynchronous';

export const entryKinds = [
  'online',
  'class',
  'clinic',
  'make-up',
  'transfer',
  'correction'
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** Where a line comes from. */
export const entrySources = ['engagement', 'attendance', 'code', 'manual', 'overlap'] as const;
export type EntrySource = (typeof entrySources)[number];

/** What a student reads beside every hour that no school has attested. */
export const notApproved = 'Self-study, not approved hours';

/** A line of the ledger. */
export interface Entry {
  id: string;
  kind: EntryKind;
  mode: Mode;
  /** Id of a subject of the student’s program; null where it belongs to none. */
  subject: string | null;
  /** Study day in the school’s zone. */
  day: number;
  /** Below zero only in corrections. */
  ms: number;
  /** Of a correction: the line that it corrects. */
  corrects: string | null;
  attested: boolean;
}

const most = 24;
const minutes = (least: number, complaint: string) =>
  v.pipe(
    v.number(complaint),
    v.integer(complaint),
    v.minValue(least, complaint),
    v.maxValue(60_000, 'At most 60,000 minutes (1,000 hours) fit in one entry')
  );

export const Reason = v.pipe(
  v.string('Say why: it is kept with the entry'),
  v.trim(),
  v.minLength(3, 'Say why: it is kept with the entry'),
  storable,
  v.maxLength(1000, 'Keep the reason under 1,000 characters')
);

/** A subject by its id, as programs name them. */
export const SubjectId = v.nullable(
  v.pipe(
    v.string(),
    v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Choose a subject of the program'),
    v.maxLength(60)
  )
);

export const Day = v.pipe(
  v.string('Write the date as 2027-03-31'),
  v.transform(dayOf),
  v.number('There is no such date: write it as 2027-03-31')
);

const id = v.pipe(v.string(), v.uuid('Make the id a UUID'), v.toLowerCase());

const given = {
  /** Made by the client: sent twice, it counts once. */
  id,
  subject: v.optional(SubjectId, null),
  day: Day,
  minutes: minutes(1, 'Give whole minutes, at least 1'),
  reason: Reason
};

/** What staff enter by hand. */
export const ManualEntry = v.variant(
  'kind',
  [
    v.object({
      ...given,
      kind: v.picklist(['class', 'clinic', 'make-up']),
      mode: v.picklist(modes, `Choose how: ${modes.join(', ')}`),
      minutes: v.pipe(
        given.minutes,
        v.maxValue(most * 60, 'One day has at most 24 hours: part it by days')
      )
    }),
    v.object({
      ...given,
      kind: v.literal('transfer'),
      mode: v.picklist(modes, `Choose how: ${modes.join(', ')}`),
      /** The school that the hours come from. */
      from: v.pipe(sentence, v.minLength(2, 'Name the other school'), v.maxLength(200)),
      /** What vouches for them: a transcript, by date or number. */
      document: v.pipe(
        sentence,
        v.minLength(2, 'Name the transcript that these hours come from'),
        v.maxLength(200)
      )
    })
  ],
  'Choose a kind: class, clinic, make-up or transfer'
);
export type ManualEntry = v.InferOutput<typeof ManualEntry>;
export type ManualEntryInput = v.InferInput<typeof ManualEntry>;

/** What a line is to be worth in all, and why. */
export const Correction = v.object({
  id,
  /** The line to correct. */
  entry: id,
  /** What stands there after all corrections so far, as it was seen: another one is shown first. */
  seenMs: v.pipe(v.number(), v.integer()),
  minutes: minutes(0, 'Give whole minutes, 0 or more'),
  reason: Reason
});
export type Correction = v.InferOutput<typeof Correction>;
export type CorrectionInput = v.InferInput<typeof Correction>;

/** Shortens a number of hours to tenths, cut off: nobody is told of an hour that is not full. */
export const toTenths = (hours: number): number => {
  const tenths = Math.floor(Math.abs(hours) * 10 + 1e-9) / 10;
  return hours < 0 && tenths > 0 ? -tenths : tenths;
};

/**
 * Clock hours: by 34 CFR 600.2 one is 50 to 60 minutes of a 60-minute period, as the school says.
 * @returns not rounded
 */
export const clockHours = (ms: number, minutesAnHour: number): number =>
  ms / (minutesAnHour * 60_000);

/** @returns a length of time in words, whole minutes cut off: `1 h 05 min`, `-12 min` */
export function duration(ms: number): string {
  const all = Math.floor(Math.abs(ms) / 60_000);
  const [hours, rest] = [Math.floor(all / 60), all % 60];
  const sign = ms < 0 && all > 0 ? '−' : '';
  if (all === 0 && ms !== 0) return `${ms < 0 ? '−' : ''}${Math.round(Math.abs(ms) / 1000)} s`;
  return sign + (hours > 0 ? `${hours} h ${String(rest).padStart(2, '0')} min` : `${rest} min`);
}
