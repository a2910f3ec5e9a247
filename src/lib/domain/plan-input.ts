/** A plan as forms and clients give it: with dates (`2026-12-01`) where `Plan` has study days. */
import * as v from 'valibot';
import { dayOf } from './day';
import { Plan } from './plan';

/** How far ahead an exam or a holiday may be, in days: three years. */
export const farthestAhead = 3 * 365 + 1;
export const longestPause = 90;

const date = (missing: string) => {
  const unknown = 'Give a date that there is, like 2026-12-01';
  return v.pipe(
    v.string(missing),
    v.nonEmpty(missing),
    v.isoDate(unknown),
    v.check((text) => dayOf(text) !== null, unknown),
    v.transform((text) => dayOf(text)!)
  );
};

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * What may be saved on a day. What has passed since it was saved may stay, so that it stops nobody
 * from changing something else.
 * @param today study day
 * @param before the plan as it is stored
 */
export const planInput = (today: number, before: Plan) =>
  v.pipe(
    v.object({
      examDate: v.nullable(
        v.pipe(
          date('Give a date, or null for none'),
          v.check(
            (day) => day >= today || day === before.examDay,
            'This day has passed: give today or a later day, or clear the date'
          ),
          v.check((day) => day <= today + farthestAhead, 'Give a day within the next three years')
        )
      ),
      targetRecall: Plan.entries.targetRecall,
      dailyMinutes: Plan.entries.dailyMinutes,
      easyDays: v.pipe(
        Plan.entries.easyDays,
        v.transform((days) => [...new Set(days)].sort())
      ),
      pause: v.nullable(pauseInput(today, before)),
      remindHour: Plan.entries.remindHour
    }),
    v.transform(({ examDate, ...rest }): Plan => ({ examDay: examDate, ...rest }))
  );

const pauseInput = (today: number, before: Plan) =>
  v.pipe(
    v.object({
      from: date('Give the first day too, or leave both empty'),
      until: date('Give the last day too, or leave both empty')
    }),
    v.forward(
      v.check(({ from, until }) => from <= until, 'Give a last day that is not before the first'),
      ['until']
    ),
    v.forward(
      v.check(
        (pause) => pause.until >= today || same(pause, before.pause),
        'This holiday is over: give a last day that is still to come, or leave both empty'
      ),
      ['until']
    ),
    v.forward(
      v.check(
        ({ from, until }) => until - from < longestPause,
        `A holiday lasts at most ${longestPause} days: give an earlier last day`
      ),
      ['until']
    ),
    v.forward(
      v.check(
        ({ from }) => from <= today + farthestAhead,
        'Give a first day within the next three years'
      ),
      ['from']
    )
  );

export type PlanField = keyof Plan;
const fields = Object.keys(Plan.entries) as PlanField[];

export interface Merged {
  plan: Plan;
  /** Changed elsewhere since the plan was seen, and left as they are now: they were not touched. */
  kept: PlanField[];
  /** Changed elsewhere too, to something else: what was given here holds. */
  replaced: PlanField[];
}

/**
 * Takes in what somebody changed, when the plan may have changed elsewhere since it was seen.
 * @param seen the plan that the changes were made to
 * @param stored the plan as it is now
 */
export function merge(given: Plan, seen: Plan, stored: Plan): Merged {
  const differ = (a: Plan, b: Plan) => fields.filter((field) => !same(a[field], b[field]));
  const elsewhere = differ(seen, stored);
  const here = differ(seen, given);
  const kept = elsewhere.filter((field) => !here.includes(field));
  const conflicting = differ(given, stored);
  return {
    plan: { ...given, ...Object.fromEntries(kept.map((field) => [field, stored[field]])) },
    kept,
    replaced: elsewhere.filter((field) => here.includes(field) && conflicting.includes(field))
  };
}
