/** Hours as papers tell them: attested apart from self-study, earned here apart from transferred. */
import type { ByMode } from './paper';
import { grouped } from '../grouped';
import { clockHours, isDistance, modes, type Entry, type Mode } from '../hours';
import { lines } from '../hour-totals';
import type { Program } from '../program';

/** A line of the ledger, with what vouches for transferred hours. */
export interface PaperLine extends Entry {
  from?: string;
  document?: string;
}

export interface HourRow {
  /** Null for what belongs to no subject. */
  subject: string | null;
  title: string;
  /** Clock hours that the program asks for. */
  required: number | null;
  ms: ByMode;
}

export interface TransferRow {
  from: string;
  document: string;
  title: string;
  mode: Mode;
  ms: number;
  attested: boolean;
}

export interface PaperHours {
  minutesAnHour: number;
  /** By subject, in the order of the program: what the school has attested. */
  attested: HourRow[];
  /** The rest: self-study, not approved hours. */
  selfStudy: HourRow[];
  transfers: TransferRow[];
}

export const modeTitles: Record<Mode, string> = {
  'in-person': 'In person',
  clinic: 'Clinic',
  synchronous: 'Live online',
  asynchronous: 'Own time online'
};

/** What belongs to no subject. */
export const noSubject = 'No subject';

export const none = (): ByMode => ({ 'in-person': 0, synchronous: 0, asynchronous: 0, clinic: 0 });

/** @returns lengths by mode, added up */
export function byMode(entries: readonly Pick<Entry, 'mode' | 'ms'>[]): ByMode {
  const sums = none();
  for (const { mode, ms } of entries) sums[mode] += ms;
  return sums;
}

export const sumOf = (ms: ByMode): number => modes.reduce((sum, mode) => sum + ms[mode], 0);
export const distanceOf = (ms: ByMode): number =>
  modes.reduce((sum, mode) => sum + (isDistance(mode) ? ms[mode] : 0), 0);

/** @returns rows added up by mode */
export const together = (rows: readonly { ms: ByMode }[]): ByMode =>
  byMode(rows.flatMap(({ ms }) => modes.map((mode) => ({ mode, ms: ms[mode] }))));

/** @returns what a subject is called in a program; of one that it does not have, its id */
export const titleOf = (program: Pick<Program, 'subjects'> | null, subject: string | null) =>
  subject === null
    ? noSubject
    : (program?.subjects.find(({ id }) => id === subject)?.title ?? subject);

/**
 * @returns how many corrections of attested lines nobody has attested: until then the hours that
 *   would be printed are not those that stand
 */
export const openCorrections = (entries: readonly PaperLine[]): number =>
  lines(entries).reduce(
    (count, { entry, corrections }) =>
      count + (entry.attested ? corrections.filter(({ attested }) => !attested).length : 0),
    0
  );

/** @param entries each correction after what it corrects */
export function paperHours(
  entries: readonly PaperLine[],
  program: Pick<Program, 'hours' | 'subjects'> | null,
  minutesAnHour: number
): PaperHours {
  const all = lines(entries);
  const own = all
    .filter(({ entry }) => entry.kind !== 'transfer')
    .flatMap(({ entry, corrections }) => [entry, ...corrections]);
  return {
    minutesAnHour,
    attested: rowsOf(
      own.filter(({ attested }) => attested),
      program,
      true
    ),
    selfStudy: rowsOf(
      own.filter(({ attested }) => !attested),
      program,
      false
    ),
    transfers: all
      .filter(({ entry }) => entry.kind === 'transfer')
      .flatMap(({ entry, corrections }) => [
        transferOf(entry, [entry, ...corrections], true, program),
        transferOf(entry, [entry, ...corrections], false, program)
      ])
      .filter(({ ms }) => ms !== 0)
  };
}

function rowsOf(
  entries: readonly PaperLine[],
  program: Pick<Program, 'hours' | 'subjects'> | null,
  isWhole: boolean
): HourRow[] {
  // Under `''` what belongs to no subject, which comes last.
  const bySubject = grouped(entries, ({ subject }) => subject ?? '');
  const asked = program?.subjects ?? [];
  const known = new Set(asked.map(({ id }) => id));
  // What the program asks beyond its subjects.
  const rest = asked.reduce((left, { hours }) => left - hours, program?.hours ?? 0);
  const others = [...new Set([...bySubject.keys(), ...(rest > 0 ? [''] : [])])]
    .filter((id) => !known.has(id))
    .sort()
    .reverse();
  const row = (id: string, required: number | null): HourRow => ({
    ...{ subject: id || null, title: titleOf(program, id || null), required },
    ms: byMode(bySubject.get(id) ?? [])
  });
  return [
    ...asked.map(({ id, hours }) => row(id, hours)),
    ...others.map((id) => row(id, id === '' && rest > 0 ? rest : null))
  ].filter(({ required, ms }) => (isWhole && required !== null) || sumOf(ms) !== 0);
}

const transferOf = (
  { from = '', document = '', subject, mode }: PaperLine,
  entries: readonly PaperLine[],
  attested: boolean,
  program: Pick<Program, 'subjects'> | null
): TransferRow => ({
  ...{ from, document, mode, attested, title: titleOf(program, subject) },
  ms: entries.reduce((sum, entry) => sum + (entry.attested === attested ? entry.ms : 0), 0)
});

/** What hours add up to on a paper, in ms. */
export interface PaperTotals {
  /** Attested and earned here, in the room and at a distance. */
  inPerson: number;
  distance: number;
  transferred: number;
  approved: number;
  selfStudy: number;
}

export function paperTotals({ attested, selfStudy, transfers }: PaperHours): PaperTotals {
  const here = together(attested);
  const sum = (isAttested: boolean) =>
    transfers.reduce((total, one) => total + (one.attested === isAttested ? one.ms : 0), 0);
  const [distance, transferred] = [distanceOf(here), sum(true)];
  return {
    ...{ inPerson: sumOf(here) - distance, distance, transferred },
    approved: sumOf(here) + transferred,
    selfStudy: sumOf(together(selfStudy)) + sum(false)
  };
}

/** What a float may be off by when hours are made of milliseconds, in hundredths of an hour. */
const slack = 1e-6;

/**
 * Clock hours as papers count them, to hundredths, cut off: nobody is told of time that was not
 * spent. Sums are taken before that.
 * @returns never below zero: the length, whatever the sign
 */
export const hundredths = (ms: number, minutesAnHour: number): number =>
  Math.floor(Math.abs(clockHours(ms, minutesAnHour)) * 100 + slack);

/** @returns the same in words, with its sign */
export function inHours(ms: number, minutesAnHour: number): string {
  const count = hundredths(ms, minutesAnHour);
  if (count === 0) return '0';
  const text = (count / 100).toFixed(2).replace(/\B(?=(\d{3})+(?!\d)\.)/g, ',');
  return ms < 0 ? `−${text}` : text;
}

/**
 * @param missing how much of a program is missing, in ms
 * @returns clock hours to hundredths, the last one begun counts; null where nothing is missing: less
 *   than a millisecond is what shares of hours leave over
 */
export function lacking(missing: number, minutesAnHour: number): string | null {
  if (missing < 1) return null;
  return (Math.ceil(clockHours(missing, minutesAnHour) * 100 - slack) / 100).toFixed(2);
}
