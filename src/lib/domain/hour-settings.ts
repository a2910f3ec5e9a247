/** How a school counts hours. */
import * as v from 'valibot';
import { isTimeZone } from './account';
import { idleBounds } from './engagement';

const whole = (least: number, most: number, what: string) => {
  const complaint = `Give ${what}: whole minutes, ${least} to ${most}`;
  return v.pipe(
    v.number(complaint),
    v.integer(complaint),
    v.minValue(least, complaint),
    v.maxValue(most, complaint)
  );
};

export const HourSettings = v.object({
  online: v.boolean('Say whether time online is counted'),
  idleMinutes: whole(
    idleBounds.least,
    idleBounds.most,
    'how long without a sign time still counts'
  ),
  /** 34 CFR 600.2: a clock hour is 50 to 60 minutes of a 60-minute period. */
  minutesPerHour: whole(50, 60, 'how long a clock hour is'),
  manual: v.boolean('Say whether staff may enter hours by hand'),
  timeZone: v.pipe(
    v.string(),
    v.nonEmpty('Choose a time zone'),
    v.check(isTimeZone, 'There is no such time zone: choose one like America/Chicago')
  )
});
export type HourSettings = v.InferOutput<typeof HourSettings>;

/** Of a school that has chosen nothing; its clocks are those of whoever has founded it. */
export const defaultHourSettings: Omit<HourSettings, 'timeZone'> = {
  online: false,
  idleMinutes: idleBounds.usual,
  minutesPerHour: 60,
  manual: true
};
