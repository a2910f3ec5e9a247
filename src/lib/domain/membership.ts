/** Belonging to a school: how it stands, what may happen to it, and what a day's date may be. */
import type { Role } from './actor';

/** How a record ended, or that it has not: `current` as long as somebody is a member. */
export const recordStates = ['current', 'left', 'withdrawn'] as const;
export type RecordState = (typeof recordStates)[number];

/** What the log of a membership can say. */
export const eventKinds = [
  'joined',
  'role',
  'leave',
  'back',
  'withdrawn',
  'left',
  'removed',
  'returned',
  'cohort-joined',
  'cohort-left',
  'limited',
  'corrected'
] as const;
export type EventKind = (typeof eventKinds)[number];

/** What an event is about, as it was called then: names and cohorts may be gone since. */
export interface EventDetail {
  /** The role that was taken up. */
  role?: Role;
  /** How somebody came in. */
  by?: 'founding' | 'invitation' | 'code' | 'staff';
  cohort?: { id: string; name: string };
  /** The last day of a leave; null: not known yet. */
  until?: number | null;
  /** The cohorts that an instructor is limited to; null: sees the whole school. */
  cohorts?: { id: string; name: string }[] | null;
  /** What the school has corrected about the person, and what it was. */
  field?: 'name' | 'email' | 'number';
  before?: string | null;
  after?: string | null;
}

/** How somebody stands at a school on a day, in the words of a roster. */
export type Standing = 'active' | 'on leave' | 'withdrawn' | 'left';

/**
 * @param today the study day there
 * @returns how a record stands that day
 */
export function standingOf(
  record: { state: RecordState; leaveFrom: number | null; leaveUntil: number | null },
  today: number
): Standing {
  const { state, leaveFrom, leaveUntil } = record;
  if (state !== 'current') return state;
  const isAway =
    leaveFrom !== null && leaveFrom <= today && (leaveUntil === null || today <= leaveUntil);
  return isAway ? 'on leave' : 'active';
}
