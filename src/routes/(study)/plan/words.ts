/** A plan, and what became of it, in words. */
import type { PlanField } from '$lib/domain/plan-input';
import type { DatedPlan } from '$lib/domain/plan-form';
import type { Outcome } from './reply';

export const weekdays = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday'
] as const;

/** `Monday, 23 November 2026`: an exam may be years ahead. */
export const fullDate = (date: string) =>
  new Date(date).toLocaleDateString(undefined, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC'
  });

export const percent = (share: number) => `${Math.round(share * 100)}%`;
export const hourName = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
export const counted = (count: number, one: string, many = `${one}s`) =>
  `${count} ${count === 1 ? one : many}`;

/** `a`, `a and b`, `a, b and c` */
export const listed = (words: readonly string[]) =>
  [words.slice(0, -1).join(', '), words.at(-1)].filter(Boolean).join(' and ');

const names: Record<PlanField, string> = {
  examDay: 'exam date',
  targetRecall: 'how well to remember',
  dailyMinutes: 'minutes a day',
  easyDays: 'easy days',
  pause: 'holiday',
  remindHour: 'reminders'
};

const values: Record<PlanField, (plan: DatedPlan) => string> = {
  examDay: ({ examDate }) => (examDate ? fullDate(examDate) : 'none'),
  targetRecall: ({ targetRecall }) => (targetRecall === null ? 'automatic' : percent(targetRecall)),
  dailyMinutes: ({ dailyMinutes }) => String(dailyMinutes),
  easyDays: ({ easyDays }) => listed(easyDays.map((day) => weekdays[day - 1]!)) || 'none',
  pause: ({ pause }) => (pause ? `${fullDate(pause.from)} to ${fullDate(pause.until)}` : 'none'),
  remindHour: ({ remindHour }) => (remindHour === null ? 'none' : `at ${hourName(remindHour)}`)
};

/** @returns what a save has done, in sentences */
export function told({ plan, changed, moved, elsewhere }: Outcome): string[] {
  const count = moved.sooner + moved.later;
  const direction =
    moved.sooner === 0 ? ', later than before' : moved.later === 0 ? ', sooner than before' : '';
  return [
    changed.length > 0
      ? `Saved: ${listed(changed.map((field) => names[field]))}.`
      : 'Saved. Nothing is different from before.',
    count > 0 &&
      `${counted(count, 'question comes', 'questions come')} back on another day${direction}.`,
    elsewhere.kept.length > 0 &&
      `Changed elsewhere meanwhile, and kept as it is there: ${listed(
        elsewhere.kept.map((field) => `${names[field]} (${values[field](plan)})`)
      )}.`,
    ...elsewhere.replaced.map(
      (field) =>
        `Changed elsewhere meanwhile too: ${names[field]}, there ${values[field](elsewhere.plan)}; ` +
        `what you chose here holds: ${values[field](plan)}.`
    )
  ].filter((sentence) => sentence !== false);
}
