/**
 * The ledger of hours: what a line of it can be, and what is said of it. A line is never changed:
 * a correction is a line of its own, with actor and reason, and a total is the sum of its lines.
 */

/** How something was taught. Distance is what is not in the room. */
export const modes = ['in-person', 'synchronous', 'asynchronous', 'clinic'] as const;
export type Mode = (typeof modes)[number];
export const isDistance = (mode: Mode): boolean =>
  mode === 'synchronous' || mode === 'asynchronous';

export const entryKinds = [
  'online',
  'class',
  'clinic',
  'make-up',
  'transfer',
  'correction'
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** Where a line comes from. */
export const entrySources = ['engagement', 'attendance', 'code', 'manual', 'overlap'] as const;
export type EntrySource = (typeof entrySources)[number];

/** What a student reads beside every hour that no school has attested. */
export const notApproved = 'Self-study, not approved hours';

/** A line of the ledger. */
export interface Entry {
  id: string;
  kind: EntryKind;
  mode: Mode;
  /** Id of a subject of the student’s program; null where it belongs to none. */
  subject: string | null;
  /** Study day in the school’s zone. */
  day: number;
  /** Below zero only in corrections. */
  ms: number;
  /** Of a correction: the line that it corrects. */
  corrects: string | null;
  attested: boolean;
}

/** Shortens a number of hours to tenths, cut off: nobody is told of an hour that is not full. */
export const toTenths = (hours: number): number => {
  const tenths = Math.floor(Math.abs(hours) * 10 + 1e-9) / 10;
  return hours < 0 && tenths > 0 ? -tenths : tenths;
};

/**
 * Clock hours: by 34 CFR 600.2 one is 50 to 60 minutes of a 60-minute period, as the school says.
 * @returns not rounded
 */
export const clockHours = (ms: number, minutesAnHour: number): number =>
  ms / (minutesAnHour * 60_000);

/** @returns a length of time in words, whole minutes cut off: `1 h 05 min`, `-12 min` */
export function duration(ms: number): string {
  const all = Math.floor(Math.abs(ms) / 60_000);
  const [hours, rest] = [Math.floor(all / 60), all % 60];
  const sign = ms < 0 && all > 0 ? '−' : '';
  if (all === 0 && ms !== 0) return `${ms < 0 ? '−' : ''}${Math.round(Math.abs(ms) / 1000)} s`;
  return sign + (hours > 0 ? `${hours} h ${String(rest).padStart(2, '0')} min` : `${rest} min`);
}
