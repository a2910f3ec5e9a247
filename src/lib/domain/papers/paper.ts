/**
 * What a school's papers hold. A paper keeps what it said when it was issued: whatever is corrected
 * later is told by another paper, never by this one in retrospect.
 */
import type { PaperHours } from './paper-hours';
import type { StatementOnPaper } from '../amendment';
import type { Mode } from '../hours';

export const paperKinds = [
  'transcript',
  'letter',
  'certificate',
  'hours-report',
  'state-csv'
] as const;
export type PaperKind = (typeof paperKinds)[number];

export const paperTitles: Record<PaperKind, string> = {
  transcript: 'Transcript',
  letter: 'Verification letter',
  certificate: 'Certificate of completion',
  'hours-report': 'Monthly hours report',
  'state-csv': 'Hours for the state'
};

/** How a school is named on its papers. */
export interface Letterhead {
  name: string;
  /** The number under which its board knows it; empty where it has given none. */
  approval: string;
  /** One line each. */
  address: string[];
  contact: string;
  /** Who signs, and as what; empty where nobody is named. */
  signer: string;
  signerTitle: string;
}

/** Whose paper it is. */
export interface Holder {
  record: string;
  name: string;
  /** The school's own number of the student. */
  number: string | null;
}

/** How somebody stands at the school, by dates as `2026-11-30`. */
export interface Enrolled {
  from: string;
  /** The last day; null while it goes on. */
  until: string | null;
  standing: 'active' | 'on leave' | 'withdrawn' | 'left';
}

export interface PaperProgram {
  name: string;
  version: number;
  /** Clock hours that it asks for. */
  hours: number;
}

export interface CourseDone {
  key: string;
  title: string;
  /** The date. */
  on: string;
  /** Version of the rule that was met; null where staff have entered it. */
  rule: number | null;
}

/** A skill that was shown in person. */
export interface SkillSigned {
  title: string;
  /** The date on which it was shown. */
  on: string;
  /** Who signed it off. */
  by: string;
}

/** A quiz that was passed, by the best attempt that did. */
export interface QuizPassed {
  title: string;
  /** Of the points; and the share that passes, 0 to 1. */
  share: number;
  asked: number;
  /** The date. */
  on: string;
}

/** Who has attested hours, of which days, and when. */
export interface Attested {
  by: string;
  on: string;
  from: string;
  until: string;
}

/** What every paper holds. */
interface Issued {
  school: Letterhead;
  /** The school’s time zone, by which it is dated; those without one are dated by UTC. */
  zone?: string;
}

interface OfStudent extends Issued {
  holder: Holder;
  enrolled: Enrolled;
  program: PaperProgram | null;
  /** What the student says to a refusal to amend what the paper tells (34 CFR 99.21); often none. */
  statements?: StatementOnPaper[];
}

export interface Transcript extends OfStudent {
  kind: 'transcript';
  hours: PaperHours;
  attested: Attested[];
  courses: CourseDone[];
  /** Left out where there are none, as on transcripts from before they were listed. */
  skills?: SkillSigned[];
  quizzes?: QuizPassed[];
}

export interface Letter extends OfStudent {
  kind: 'letter';
  /** To whom it is written; null: to whom it may concern. */
  to: string | null;
  hours: PaperHours;
}

export interface Certificate extends OfStudent {
  kind: 'certificate';
  /** What was completed: a course, or the program with these clock hours. */
  of: { kind: 'course'; course: CourseDone } | { kind: 'program'; on: string; hours: number };
}

/** Milliseconds by mode. */
export type ByMode = Record<Mode, number>;

/** A student in a report of a school. */
export interface ReportRow {
  record: string;
  name: string;
  number: string | null;
  program: string | null;
  standing: Enrolled['standing'];
  /** Within the period: what is attested by subject, and what is not in all. */
  subjects: { id: string | null; title: string; ms: ByMode; open: ByMode }[];
  /** Attested from the beginning until the end of the period, transfers among them. */
  toDate: number;
}

export interface Report extends Issued {
  kind: 'hours-report' | 'state-csv';
  /** Its first and last day. */
  from: string;
  until: string;
  minutesAnHour: number;
  rows: ReportRow[];
  statements?: StatementOnPaper[];
  /** Which columns the table has: a file that was given out is compared with it for years. */
  edition?: 2;
}

export type Paper = Transcript | Letter | Certificate | Report;

/** @returns the records of the students that a paper tells about */
export const recordsIn = (paper: Paper): string[] =>
  'holder' in paper ? [paper.holder.record] : paper.rows.map(({ record }) => record);

/** @returns what kind of file a paper is */
export const fileType = (kind: PaperKind): { ending: 'pdf' | 'csv'; type: string } =>
  kind === 'state-csv'
    ? { ending: 'csv', type: 'text/csv; charset=utf-8' }
    : { ending: 'pdf', type: 'application/pdf' };
