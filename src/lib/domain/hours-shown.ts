/** Hours as pages and the API show them: days as dates, lengths of time in ms. */
import type { Progress } from './hour-progress';
import type { HourSettings } from './hour-settings';
import type { Totals } from './hour-totals';
import type { Entry, EntrySource } from './hours';
import type { Program } from './program';

/** A line of the ledger, with all that is known of it. */
export interface ShownLine extends Omit<Entry, 'day'> {
  date: string;
  startsAt: string | null;
  endsAt: string | null;
  source: EntrySource;
  evidence: {
    /** Of time online: which page, how many signs of each kind, and how many answers. */
    page?: string;
    signals?: Record<string, number>;
    answers?: number;
    /** What the lesson is called, or the meeting. */
    title?: string;
    /** Of transferred hours: the other school, and its transcript. */
    from?: string;
    document?: string;
  };
  by: string | null;
  reason: string;
  at: string;
}

export interface ShownAttestation {
  id: string;
  from: string;
  until: string;
  lines: number;
  ms: number;
  statement: string;
  by: string;
  at: string;
  /** Where it was taken back: who, when and why. */
  withdrawn: { by: string; at: string; reason: string } | null;
}

/** One student’s hours at one school. */
export interface ShownHours {
  school: { id: string; slug: string; name: string };
  student: { id: string; name: string };
  settings: HourSettings;
  /** What is said of hours that nobody has attested. */
  notice: string;
  today: string;
  program: {
    id: string;
    version: number;
    content: Program;
    started: string;
    weeklyHours: number | null;
  } | null;
  totals: Totals;
  progress: Progress | null;
  scheduled: number | null;
  finish: string | null;
  months: { month: string; totals: Totals }[];
  lines: ShownLine[];
  attestations: ShownAttestation[];
}
