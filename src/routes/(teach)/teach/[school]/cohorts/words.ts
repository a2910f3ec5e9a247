/** How pages of cohorts say days and numbers. Dates come as `2026-11-23`. */
import { dayOf } from '$lib/domain/day';

/** `31 March 2027`, in the reader's language. */
export const fullDate = (date: string) =>
  new Date(date).toLocaleDateString(undefined, { dateStyle: 'long', timeZone: 'UTC' });

/** `in 34 days`, counted from a date. */
export function awayFrom(date: string, today: string): string {
  const days = dayOf(date)! - dayOf(today)!;
  if (days < 0) return 'over';
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(days, 'day');
}

export const countStudents = (count: number) => `${count} ${count === 1 ? 'student' : 'students'}`;
