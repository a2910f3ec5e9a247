/** How a learner wants to study: toward which day, how well, how much, and when not. */
import * as v from 'valibot';

/** Monday is 1. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const minTarget = 0.7;
export const maxTarget = 0.97;
/** By the scheduling research, section 3: with an exam the last two weeks make up for the rest. */
const usualTarget = 0.9;
const targetBeforeExam = 0.85;

/** What a learner may set aside: for good, as known, or for today. */
export const markKinds = ['suspended', 'known', 'buried'] as const;
export type MarkKind = (typeof markKinds)[number];

/** By type of item, in ms: the fastest fifth of a learner's own right answers take at most so long. */
export type Paces = Partial<Record<string, number>>;

const day = v.pipe(v.number(), v.integer());

/** Days are study days (see `day.ts`). */
export const Plan = v.object({
  examDay: v.nullable(day),
  /** Null: chosen by us. */
  targetRecall: v.nullable(
    v.pipe(
      v.number('Give a share from 0.7 to 0.97, or null to leave it to us'),
      v.minValue(minTarget, 'Below 70% you would forget more than you keep: choose more'),
      v.maxValue(maxTarget, 'Above 97% nearly every day asks nearly everything: choose less')
    )
  ),
  /** What a day's review may take. */
  dailyMinutes: v.pipe(
    v.number('Give the minutes as a number, like 20'),
    v.integer('Give whole minutes'),
    v.minValue(5, 'Give 5 minutes or more'),
    v.maxValue(240, 'Give 240 minutes or fewer')
  ),
  /** Weekdays with less to do. */
  easyDays: v.pipe(
    v.array(v.picklist([1, 2, 3, 4, 5, 6, 7], 'Give weekdays as numbers: Monday is 1, Sunday 7')),
    v.maxLength(6, 'Leave one day of the week that is not easy')
  ),
  /** A holiday: its first and last day. */
  pause: v.nullable(
    v.pipe(
      v.object({ from: day, until: day }),
      v.check(({ from, until }) => from <= until, 'A pause ends on or after the day it begins')
    )
  ),
  /** The hour of the day at which to be reminded by mail; null: never. */
  remindHour: v.nullable(
    v.pipe(
      v.number('Give a full hour from 0 to 23, or null for none'),
      v.integer('Give a full hour'),
      v.minValue(0, 'Give an hour from 0 to 23'),
      v.maxValue(23, 'Give an hour from 0 to 23')
    )
  )
});
export type Plan = v.InferOutput<typeof Plan>;

export const defaultPlan: Plan = {
  examDay: null,
  targetRecall: null,
  dailyMinutes: 20,
  easyDays: [],
  pause: null,
  remindHour: null
};

/**
 * @param plan `examDay` may be that of the learner's cohort
 * @returns the recall, 0 to 1, at which an item is asked again
 */
export const targetOf = (plan: Pick<Plan, 'targetRecall' | 'examDay'>): number =>
  plan.targetRecall ?? (plan.examDay === null ? usualTarget : targetBeforeExam);

export const isPaused = ({ pause }: Pick<Plan, 'pause'>, day: number): boolean =>
  pause !== null && pause.from <= day && day <= pause.until;

/** @returns whether the weekday of a study day is one with less to do. */
export const isEasy = ({ easyDays }: Pick<Plan, 'easyDays'>, day: number): boolean =>
  easyDays.includes(weekdayOf(day));

/** 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): Weekday => (((((day + 3) % 7) + 7) % 7) + 1) as Weekday;
