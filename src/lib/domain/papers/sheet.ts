/** What stands on a paper, as a list of parts that a PDF and a page lay out each in their way. */

export interface Column {
  title: string;
  /** Numbers stand at the right, with their digits below each other. */
  isNumber?: boolean;
  /** Its share of the width. */
  width: number;
}

export type Part =
  | { is: 'heading'; text: string }
  | { is: 'text'; text: string; quiet?: boolean }
  | { is: 'facts'; facts: [label: string, value: string][] }
  | {
      is: 'table';
      caption: string;
      columns: Column[];
      /** The first cell of a row is its header. */
      rows: string[][];
      /** Sums, below a line; none for tables that add nothing up. */
      foot: string[][];
    }
  | { is: 'signature'; name: string; title: string };

export interface Sheet {
  title: string;
  /** Set large on a page of its own, as on a wall. */
  isCertificate: boolean;
  /** Wide tables lie on their side. */
  isWide: boolean;
  parts: Part[];
  /** What follows what the school says; on a page of its own behind a certificate. */
  annex?: Part[];
}

const long = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });
const month = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** @param date as `2026-11-30` @returns `November 30, 2026` */
export const inWords = (date: string): string => long.format(new Date(date));
/** @returns `November 2026` */
export const monthInWords = (date: string): string => month.format(new Date(date));
