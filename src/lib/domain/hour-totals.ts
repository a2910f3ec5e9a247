/** Sums over lines of the ledger. Nothing is rounded here: that is done where it is shown. */
import { dateOf } from './day';
import { grouped } from './grouped';
import { isDistance, modes, type Entry, type Mode } from './hours';

/** A sum, and how much of it a school has attested; in ms. */
export interface Sum {
  ms: number;
  attested: number;
}

type Counted = Pick<Entry, 'mode' | 'subject' | 'day' | 'ms' | 'attested'>;

export const sum = (entries: readonly Pick<Entry, 'ms' | 'attested'>[]): Sum => ({
  ms: entries.reduce((total, { ms }) => total + ms, 0),
  attested: entries.reduce((total, { ms, attested }) => total + (attested ? ms : 0), 0)
});

export interface Totals extends Sum {
  distance: Sum;
  byMode: Record<Mode, Sum>;
  /** By id; what belongs to no subject under `''`. */
  bySubject: Record<string, Sum & { byMode: Record<Mode, Sum> }>;
}

const byMode = (entries: readonly Counted[]) =>
  Object.fromEntries(
    modes.map((mode) => [mode, sum(entries.filter((entry) => entry.mode === mode))])
  ) as Record<Mode, Sum>;

/** @returns the sums of all lines, whose parts add up to the whole */
export const totals = (entries: readonly Counted[]): Totals => ({
  ...sum(entries),
  distance: sum(entries.filter(({ mode }) => isDistance(mode))),
  byMode: byMode(entries),
  bySubject: Object.fromEntries(
    [...grouped(entries, ({ subject }) => subject ?? '')].map(([subject, of]) => [
      subject,
      { ...sum(of), byMode: byMode(of) }
    ])
  )
});

/** @returns sums by month, `2026-11`, in order; a day belongs to one month, so nothing counts twice */
export function byMonth(entries: readonly Counted[]): { month: string; totals: Totals }[] {
  const months = grouped(entries, ({ day }) => dateOf(day).slice(0, 7));
  return [...months]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, of]) => ({ month, totals: totals(of) }));
}

/** A line with all that corrects it. */
export interface Line<T extends Entry = Entry> {
  entry: T;
  corrections: T[];
  /** What it is worth after them. */
  ms: number;
}

/**
 * @param entries each correction after what it corrects
 * @returns each line that is no correction, with its corrections, in order
 */
export function lines<T extends Entry>(entries: readonly T[]): Line<T>[] {
  const corrections = grouped(
    entries.filter(({ corrects }) => corrects !== null),
    ({ corrects }) => corrects!
  );
  return entries
    .filter(({ corrects }) => corrects === null)
    .map((entry) => {
      const own = corrections.get(entry.id) ?? [];
      return { entry, corrections: own, ms: sum([entry, ...own]).ms };
    });
}
