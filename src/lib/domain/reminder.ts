/** When a learner is reminded, by the learner's own clocks. */
import { dayStartsAt, hourOf, studyDay } from './day';
import { isPaused, type Plan } from './plan';

/**
 * So many hours after its time a reminder is still welcome: clocks may leap over its hour, and
 * nobody may have been there to send it.
 */
export const lateHours = 3;

/** What the clocks of a zone say at a moment. */
export interface Clock {
  /** The study day. */
  day: number;
  /** Who wants to be reminded at one of these hours is to be reminded now. */
  hours: number[];
}

/**
 * Hours never reach back over the start of the study day. Whoever is reminded once for a day, and
 * never for one before it, gets one letter for each, wherever they travel.
 * @param zone IANA name; an unknown one throws a RangeError
 */
export function clockOf(at: Date, zone: string): Clock {
  const sinceStart = (hourOf(at, zone) - dayStartsAt + 24) % 24;
  const late = Array.from({ length: Math.min(lateHours, sinceStart + 1) }, (_, i) => i);
  return {
    day: studyDay(at, zone),
    hours: late.map((hours) => (sinceStart - hours + dayStartsAt) % 24)
  };
}

/** @returns whether a plan wants a reminder at the time that a clock shows */
export const isTime = (clock: Clock, plan: Pick<Plan, 'remindHour' | 'pause'>): boolean =>
  plan.remindHour !== null && clock.hours.includes(plan.remindHour) && !isPaused(plan, clock.day);
