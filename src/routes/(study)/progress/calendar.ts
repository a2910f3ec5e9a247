/** A year of days as weeks, for the calendar of answers. */
import type { Calendar } from '$lib/server/study-days';

const msPerDay = 86_400_000;
const dateAfter = (date: string, days: number) =>
  new Date(Date.parse(date) + days * msPerDay).toISOString().slice(0, 10);

/** Answers a day, in four steps: the same for everybody, so that a picture can be compared. */
export const steps = [
  { from: 1, name: '1–9' },
  { from: 10, name: '10–24' },
  { from: 25, name: '25–49' },
  { from: 50, name: '50 or more' }
];

/** @returns 1 to 4; 0 without an answer */
export const stepOf = (answers: number) => steps.filter(({ from }) => answers >= from).length;

export interface Week {
  monday: string;
  /** Monday first; the week of today ends with it. */
  days: Calendar['days'];
}

/** @returns the weeks from the first Monday to today, days without an answer included */
export function weeksOf({ from, to, days }: Calendar): Week[] {
  const byDate = new Map(days.map((day) => [day.date, day]));
  const weeks: Week[] = [];
  for (let date = from; date <= to; date = dateAfter(date, 1)) {
    if (weeks.at(-1)?.days.length !== 7 && weeks.length > 0) weeks.at(-1)!.days.push(of(date));
    else weeks.push({ monday: date, days: [of(date)] });
  }
  return weeks;

  function of(date: string) {
    return byDate.get(date) ?? { date, answers: 0, correct: 0 };
  }
}

/** @returns the week in which each month begins, where its name has room */
export function monthsOf(weeks: readonly Week[]): { week: number; name: string }[] {
  return weeks.flatMap(({ days }, week) => {
    const first = days.find(({ date }) => date.endsWith('-01'));
    if (!first || week > weeks.length - 2) return [];
    const name = new Date(first.date).toLocaleDateString(undefined, {
      month: 'short',
      timeZone: 'UTC'
    });
    return [{ week, name }];
  });
}
