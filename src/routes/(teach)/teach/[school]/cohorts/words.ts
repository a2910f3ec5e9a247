/** How pages of cohorts say days and numbers. Dates come as `2026-11-23`. */
import { dayOf } from '$lib/domain/day';

export { fullDate } from '$lib/components/dates';

/** `in 34 days`, counted from a date. */
export function awayFrom(date: string, today: string): string {
  const days = dayOf(date)! - dayOf(today)!;
  if (days < 0) return 'over';
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(days, 'day');
}

export const countStudents = (count: number) => `${count} ${count === 1 ? 'student' : 'students'}`;
