/** Study days: whole days in the learner's own zone, each beginning at 04:00. */

export const dayStartsAt = 4;
const msPerDay = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format is a thousand times dearer than using one. */
function formatIn(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      hourCycle: 'h23'
    });
    formats.set(zone, format);
  }
  return format;
}

/**
 * The study day of a moment. Read off the wall clock, so that daylight saving moves nothing.
 * @param zone IANA name; an unknown one throws a RangeError
 * @returns days since 1970-01-01
 */
export function studyDay(at: Date, zone: string): number {
  const { year, month, day, hour } = partsOf(at, zone);
  const midnight = Date.UTC(year!, month! - 1, day!);
  return midnight / msPerDay - (hour! < dayStartsAt ? 1 : 0);
}

/** @returns the hour, 0 to 23, that the clocks of a zone show */
export const hourOf = (at: Date, zone: string): number => partsOf(at, zone).hour!;

function partsOf(at: Date, zone: string): Record<string, number> {
  const part: Record<string, number> = {};
  for (const { type, value } of formatIn(zone).formatToParts(at)) part[type] = Number(value);
  return part;
}

/** @returns the date that the clocks of a zone show, `2026-11-23`: of what is dated, not of study */
export function dateAt(at: Date, zone: string): string {
  const { year, month, day } = partsOf(at, zone);
  return dateOf(Date.UTC(year!, month! - 1, day!) / msPerDay);
}

/** @returns a study day as a date, `2026-11-23`. */
export const dateOf = (day: number) => new Date(day * msPerDay).toISOString().slice(0, 10);

/** @returns the study day of a date as a form gives it, `2026-11-23`; null where there is no such date */
export function dayOf(date: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return null;
  const day = Date.parse(date) / msPerDay;
  return Number.isInteger(day) && dateOf(day) === date ? day : null;
}
