/** Study days in a row, counted kindly: a day off now and then ends nothing. */

/** Of so many days in a row one may be missed. */
export const graceWindow = 7;

export interface Streak {
  /** Days with an answer in the stretch that reaches today; 0 where none does. */
  current: number;
  /** The most there ever were, the current ones included. */
  best: number;
  /** Whether today counts already. */
  isToday: boolean;
  /** Whether the stretch would outlive a miss of the next day that is still to come. */
  hasGrace: boolean;
}

/**
 * A stretch of days holds as long as any seven days of it in a row have one missed day at most.
 * @param days study days with at least one answer, each once, in order
 * @param isOff days that are neither kept nor missed: of a pause, or easy ones
 */
export function streak(
  days: readonly number[],
  today: number,
  isOff: (day: number) => boolean
): Streak {
  // A traveller over the date line may have answered tomorrow.
  const now = Math.max(today, days.at(-1) ?? today);
  let current = 0;
  let sinceMiss = 0;
  let lastMiss = -Infinity;
  let best = 0;

  const pass = (from: number, to: number) => {
    for (let day = from; day < to && current > 0; day++) {
      if (isOff(day)) continue;
      if (day - lastMiss < graceWindow) current = sinceMiss;
      sinceMiss = 0;
      lastMiss = current > 0 ? day : -Infinity;
    }
  };
  for (const [i, day] of days.entries()) {
    pass((days[i - 1] ?? day) + 1, day);
    current++;
    sinceMiss++;
    best = Math.max(best, current);
  }
  const isToday = days.at(-1) === now;
  pass((days.at(-1) ?? now) + 1, now);

  const next = isToday ? now + 1 : now;
  const hasGrace = current > 0 && (isOff(next) || next - lastMiss >= graceWindow);
  return { current, best, isToday, hasGrace };
}
