/** Hours in words. */
import { clockTime } from '../dates';
import { clockHours, toTenths, type EntryKind, type Mode } from '../../domain/hours';
import type { ShownLine } from '../../domain/hours-shown';

export const modeNames: Record<Mode, string> = {
  'in-person': 'In person',
  synchronous: 'Live online',
  asynchronous: 'Self-paced online',
  clinic: 'Clinic'
};

export const kindNames: Record<EntryKind, string> = {
  online: 'Online study',
  class: 'Class',
  clinic: 'Clinic',
  'make-up': 'Make-up',
  transfer: 'Transfer',
  correction: 'Correction'
};

/** `41.3 h`: tenths of clock hours, cut off. */
export const hoursOf = (ms: number, minutesPerHour: number) =>
  `${toTenths(clockHours(ms, minutesPerHour)).toLocaleString(undefined, { maximumFractionDigits: 1 })} h`;

/** `09:00–10:30`, by the clocks of a zone. */
export function timesOf({ startsAt, endsAt }: ShownLine, timeZone: string): string {
  if (!startsAt || !endsAt) return '';
  const [from, to] = [clockTime(startsAt, timeZone), clockTime(endsAt, timeZone)];
  return from === to ? from : `${from} – ${to}`;
}

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;

/** What a line rests on, in one sentence. */
export function evidenceOf({ evidence, source, by, reason }: ShownLine): string {
  const { signals, answers = 0, from, document, page } = evidence;
  if (signals) {
    const other = Object.entries(signals).reduce(
      (sum, [kind, count]) => sum + (kind === 'answer' ? 0 : count),
      0
    );
    const where = evidence.title ?? (page === 'quiz' ? 'a quiz' : 'review');
    return `On ${where}: ${counted(answers, 'answer')}, ${counted(other, 'other sign')} of activity`;
  }
  if (from) return `From ${from}, by ${document}. ${reason} Entered by ${by}.`;
  const what = evidence.title ? `${evidence.title}. ` : '';
  if (source === 'code') return `${what}Marked by the code shown in class.`;
  if (source === 'attendance' && reason === '') return `${what}Marked by ${by}.`;
  return `${what}${reason.replace(/[.!?]?$/, '.')} By ${by}.`;
}
