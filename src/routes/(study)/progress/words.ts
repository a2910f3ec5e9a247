/** Figures as a learner reads them. */
import type { Streak } from '$lib/domain/streak';
import type { Known } from '$lib/server/recall';

/** A share as people read it. */
export const percent = (share: number) => `${Math.round(share * 100)}%`;

/** `1 day`, `2 days`. */
export const counted = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString()} ${count === 1 ? one : many}`;

/** `about 12 minutes`, also where it is hardly one. */
export function about(minutes: number): string {
  if (minutes === 0) return 'nothing';
  if (minutes < 1) return 'less than a minute';
  return `about ${counted(Math.round(minutes), 'minute')}`;
}

/** What there is to say of study days in a row; nothing of it blames. */
export function ofStreak({ current, best, isToday, hasGrace }: Streak): string[] {
  if (current === 0)
    return [
      `Best so far: ${counted(best, 'study day')} in a row.`,
      'A new row begins with one answer.'
    ];
  return [
    current === best && current > 1
      ? `${counted(current, 'study day')} in a row, your best so far.`
      : `${counted(current, 'study day')} in a row.`,
    ...(current < best ? [`Best so far: ${best}.`] : []),
    ...(isToday ? [] : [`One answer today makes it ${current + 1}.`]),
    ...(hasGrace ? ['A day off is free: one in any seven ends nothing.'] : []),
    ...(isToday && !hasGrace
      ? ['The free day of these seven is taken: one answer tomorrow keeps the row.']
      : [])
  ];
}

/** Of fewer answered questions it cannot be said where most is missing. */
const enough = 5;

/** What is known of all rows, and of which of them least. */
export function spoken(rows: readonly (Known & { title: string })[], row: string): string {
  const answered = rows.reduce((sum, known) => sum + known.answered, 0);
  const items = rows.reduce((sum, known) => sum + known.items, 0);
  const covered = rows.filter((known) => known.items > 0).length;
  const some = covered < rows.length ? ` They cover ${covered} of the ${rows.length} ${row}s.` : '';
  const whole = `${answered} of ${counted(items, 'question')} answered.${some}`;
  const known = rows.filter((of) => of.recall !== null && of.answered >= enough);
  const least = known.toSorted((a, b) => a.recall! - b.recall!)[0];
  return known.length > 1 && least
    ? `${whole} Least known: ${least.title}, ${percent(least.recall!)}.`
    : whole;
}
