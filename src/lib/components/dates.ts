/** Dates as people read them. A study day comes as `2026-11-23` and belongs to no time zone. */

/** `Monday, 23 November`, the date of a moment by the clocks of a zone, in the reader's language. */
export const longDay = (time: string, timeZone: string) =>
  new Date(time).toLocaleDateString(undefined, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone
  });

/** `Monday, 23 November`. */
export const longDate = (date: string) => longDay(date, 'UTC');

/** `23 November 2026`, the date of a moment by the clocks of a zone. */
export const fullDay = (time: string, timeZone: string) =>
  new Date(time).toLocaleDateString(undefined, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone
  });

/** `23 November 2026`. */
export const fullDate = (date: string) => fullDay(date, 'UTC');

/** `November 2026`, of a month as `2026-11`. */
export const monthName = (month: string) =>
  new Date(`${month}-01`).toLocaleDateString(undefined, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC'
  });

/** `09:00`, by the clocks of a zone. */
export const clockTime = (time: string, timeZone: string) =>
  new Date(time).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit', timeZone });

/** Made once: making a format is a thousand times dearer than using it, and tables use it often. */
const short = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC'
});

/** `23 Nov`. */
export const shortDate = (date: string) => short.format(new Date(date));

/** `23 Nov 2026`, the date of a moment by the clocks of a zone. */
export const mediumDate = (time: string, timeZone: string) =>
  new Date(time).toLocaleDateString(undefined, { dateStyle: 'medium', timeZone });

/** `23 Nov 2026, 09:00`, by the clocks of a zone. */
export const shortMoment = (time: string | Date, timeZone: string) =>
  new Date(time).toLocaleString(undefined, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone
  });

/** `Monday, 23 November at 14:05`, in the reader's language and in the zone of the account. */
export const longMoment = (time: string, timeZone: string) =>
  new Date(time).toLocaleString(undefined, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
    timeZone
  });
