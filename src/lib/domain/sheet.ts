/** A table that is handed out as a file: what its cells are, whichever program reads it. */
import { csv } from './csv';

/** A date is `2026-11-23`, a share 0 to 1. */
export type ColumnKind = 'text' | 'date' | 'number' | 'share';
export type SheetCell = string | number | null;

export interface Sheet {
  /** Of the file, and of the page within a workbook. */
  name: string;
  columns: { head: string; kind: ColumnKind }[];
  rows: SheetCell[][];
}

/** What a file says of itself, line by line: as of when it is, and of what. */
export type About = readonly (readonly [label: string, value: string])[];

const narrowest = 8;
const widest = 48;

/** @returns how wide a column must be, in characters, to be read; long sentences wrap */
export function widthOf({ columns, rows }: Sheet, column: number): number {
  const longest = rows.reduce(
    (most, row) => Math.max(most, String(row[column] ?? '').length),
    columns[column]!.head.length
  );
  return Math.min(widest, Math.max(narrowest, longest + 2));
}

/** @returns the sheet as CSV: shares in percent, as they are shown */
export const sheetCsv = ({ columns, rows }: Sheet): string =>
  csv([
    columns.map(({ head }) => head),
    ...rows.map((row) =>
      row.map((cell, i) =>
        columns[i]!.kind === 'share' && typeof cell === 'number'
          ? `${Math.round(cell * 100)}%`
          : cell
      )
    )
  ]);
