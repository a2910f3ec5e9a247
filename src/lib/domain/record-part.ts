/** The parts of what a school holds about a student, as pages, requests and the log of views name them. */

export const recordParts = [
  'membership',
  'cohorts',
  'hours',
  'completions',
  'skills',
  'quizzes',
  'assignments',
  'notes',
  'papers',
  'disclosures',
  'whole'
] as const;
export type RecordPart = (typeof recordParts)[number];

/** Parts that are lists of lines: all but the whole. */
export const listedParts = recordParts.filter((part) => part !== 'whole');

export const partTitles: Record<RecordPart, string> = {
  membership: 'Membership and dates',
  cohorts: 'Cohorts and program',
  hours: 'Hours',
  completions: 'Courses completed',
  skills: 'Skills',
  quizzes: 'Quizzes and grades',
  assignments: 'Assignments',
  notes: 'Notes of instructors',
  papers: 'Papers issued',
  disclosures: 'Given to others',
  whole: 'The whole record'
};

/** @returns the part that a text names; null where it names none */
export const partOf = (text: string | null): RecordPart | null =>
  recordParts.find((part) => part === text) ?? null;

/** How staff looked: at a page, by a program, or in a file that they took along. */
export const viewWays = ['page', 'api', 'file'] as const;
export type ViewWay = (typeof viewWays)[number];

export const wayTitles: Record<ViewWay, string> = {
  page: 'on a page',
  api: 'by a program',
  file: 'as a file'
};

/** A line of a part, as a student reads it. */
export interface RecordLine {
  id: string;
  /** A date, or while it is gathered a moment; null where none is known. */
  on: string | null;
  /** What it says. */
  says: string;
  /** What more there is to it: evidence, reasons, corrections. */
  more: string[];
  /** Who entered it; null where nobody did, or the account is gone. */
  by: string | null;
}

/** @returns a line as one sentence, as a request to amend it keeps it; 1,000 characters at most */
export const asSaid = ({ on, says, more }: RecordLine): string =>
  [on, says, ...more].filter(Boolean).join(' · ').slice(0, 1000);
