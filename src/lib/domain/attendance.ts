/** Meetings of a class or in clinic, and who was there. */
import * as v from 'valibot';
import type { EntryKind, Mode } from './hours';
import { SubjectId, Reason } from './hours-input';
import { sentence, storable } from './items/item';

export const marks = ['present', 'late', 'left-early', 'absent', 'excused'] as const;
export type Mark = (typeof marks)[number];

/** What one meets for; what is studied alone is no meeting. */
export const meetingModes = ['in-person', 'synchronous', 'clinic'] as const;

export interface Meeting {
  from: number;
  until: number;
  /** Minutes within it that nobody is taught. */
  breakMinutes: number;
}

/** What is said of one student. */
export interface Attendance {
  mark: Mark;
  /** Minutes missed at the beginning, and at the end. */
  lateMinutes: number;
  leftMinutes: number;
}

/** The kind of line that a meeting makes. */
export const kindOf = (mode: Mode): EntryKind => (mode === 'clinic' ? 'clinic' : 'class');

/**
 * What attendance at a meeting is worth. A break counts for nobody, also where somebody came late.
 * @returns how long in ms, and when, between coming and leaving; null of somebody who was not there
 */
export function worth(
  { from, until, breakMinutes }: Meeting,
  { mark, lateMinutes, leftMinutes }: Attendance
): { ms: number; from: number; to: number } | null {
  if (mark === 'absent' || mark === 'excused') return null;
  const came = from + lateMinutes * 60_000;
  const left = until - leftMinutes * 60_000;
  const ms = left - came - breakMinutes * 60_000;
  return ms > 0 ? { ms, from: came, to: left } : null;
}

/** A code may be used from so long before the beginning. */
export const codeOpens = 10 * 60_000;
/** Who comes later than this is late, by every minute since the beginning. */
export const grace = 10;
/** A code is shown for so long, and taken for as long again. */
export const codeLasts = 30_000;

/** @returns whether the code of a meeting is taken at a moment */
export const isCodeOpen = ({ from, until }: Pick<Meeting, 'from' | 'until'>, at: number): boolean =>
  at >= from - codeOpens && at < until;

/** @returns what a student who gives the code at a moment is marked as */
export function markAt({ from }: Pick<Meeting, 'from'>, at: number): Attendance {
  const lateMinutes = Math.max(0, Math.floor((at - from) / 60_000));
  return lateMinutes > grace
    ? { mark: 'late', lateMinutes, leftMinutes: 0 }
    : { mark: 'present', lateMinutes: 0, leftMinutes: 0 };
}

const id = v.pipe(v.string(), v.uuid('Make the id a UUID'), v.toLowerCase());
const moment = v.pipe(
  v.string('Give a date and a time'),
  v.isoTimestamp('Give a date and a time'),
  v.transform((text) => new Date(text))
);
const wholeMinutes = (most: number) => {
  const complaint = `Give whole minutes, 0 to ${most}`;
  return v.pipe(
    v.number(complaint),
    v.integer(complaint),
    v.minValue(0, complaint),
    v.maxValue(most, complaint)
  );
};

export const NewMeeting = v.pipe(
  v.object({
    /** Made by the client: sent twice, it is held once. */
    id,
    cohort: v.pipe(v.string('Choose a cohort'), v.uuid('Choose a cohort')),
    title: v.pipe(sentence, v.minLength(1, 'Say what it is about'), v.maxLength(200)),
    subject: v.optional(SubjectId, null),
    mode: v.picklist(meetingModes, `Choose how: ${meetingModes.join(', ')}`),
    from: moment,
    until: moment,
    breakMinutes: v.optional(wholeMinutes(240), 0),
    room: v.optional(
      v.pipe(
        v.string(),
        v.trim(),
        storable,
        v.maxLength(100, 'Shorten the room to 100 characters')
      ),
      ''
    )
  }),
  v.forward(
    v.check(({ from, until }) => until > from, 'It must end after it begins'),
    ['until']
  ),
  v.forward(
    v.check(
      ({ from, until }) => Number(until) - Number(from) <= 14 * 3_600_000,
      'One meeting lasts at most 14 hours: part it by days'
    ),
    ['until']
  ),
  v.forward(
    v.check(
      ({ from, until, breakMinutes }) => breakMinutes * 60_000 < Number(until) - Number(from),
      'The break must be shorter than the meeting'
    ),
    ['breakMinutes']
  )
);
export type NewMeeting = v.InferOutput<typeof NewMeeting>;
export type NewMeetingInput = v.InferInput<typeof NewMeeting>;

/** One row of the sheet. */
const Marked = v.pipe(
  v.object({
    student: id,
    mark: v.picklist(marks, `Choose: ${marks.join(', ')}`),
    lateMinutes: v.optional(wholeMinutes(840), 0),
    leftMinutes: v.optional(wholeMinutes(840), 0),
    /** The record that was seen there, null for none: what a colleague has entered since is kept. */
    seen: v.optional(v.nullable(id), null)
  }),
  v.forward(
    v.check(
      ({ mark, lateMinutes }) => mark !== 'late' || lateMinutes > 0,
      'Say by how many minutes'
    ),
    ['lateMinutes']
  ),
  v.forward(
    v.check(
      ({ mark, leftMinutes }) => mark !== 'left-early' || leftMinutes > 0,
      'Say how many minutes before the end'
    ),
    ['leftMinutes']
  ),
  v.transform(({ mark, lateMinutes, leftMinutes, ...rest }) => ({
    ...rest,
    mark,
    lateMinutes: mark === 'late' || mark === 'left-early' ? lateMinutes : 0,
    leftMinutes: mark === 'late' || mark === 'left-early' ? leftMinutes : 0
  }))
);
export type Marked = v.InferOutput<typeof Marked>;

/** A sheet: who was there. */
export const Sheet = v.object({
  attendance: v.pipe(
    v.array(Marked),
    v.minLength(1, 'Mark at least one student'),
    v.maxLength(500, 'Mark at most 500 students at once'),
    v.check(
      (rows) => new Set(rows.map(({ student }) => student)).size === rows.length,
      'Mark each student once'
    )
  ),
  /** Why what was entered before is changed; needed where it is. */
  reason: v.optional(v.pipe(v.string(), v.trim(), storable, v.maxLength(1000)), '')
});
export type Sheet = v.InferOutput<typeof Sheet>;

export const Cancellation = v.object({ reason: Reason });

/** The code that is shown in class, as a student types it. */
export const Code = v.object({
  code: v.pipe(
    v.string('Give the code'),
    v.transform((text) => text.replace(/\s/g, '')),
    v.regex(/^\d{6}$/, 'The code has six digits: look at the board once more')
  )
});
