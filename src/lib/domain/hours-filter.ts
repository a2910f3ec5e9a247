/** Which hours staff look at, as the address says it. */
import * as v from 'valibot';
import { dayOf } from './day';

const day = v.pipe(
  v.optional(v.string(), ''),
  v.check((text) => text === '' || dayOf(text) !== null, 'Write dates as 2027-03-31'),
  v.transform(dayOf)
);

export const HoursFilter = v.object({
  from: day,
  until: day,
  cohort: v.pipe(
    v.optional(v.string(), ''),
    v.check(
      (text) => text === '' || v.is(v.pipe(v.string(), v.uuid()), text),
      'There is no such cohort'
    ),
    v.transform((text) => text || null)
  )
});
export type HoursFilter = v.InferOutput<typeof HoursFilter>;
