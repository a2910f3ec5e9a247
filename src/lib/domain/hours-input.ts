/** What staff write into the ledger of hours, as it comes in. */
import * as v from 'valibot';
import { dayOf } from './day';
import { modes } from './hours';
import { sentence, storable } from './items/item';

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
