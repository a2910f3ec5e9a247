/** Documents of Word as questions: numbered ones, and tables of them. */
import { read as readNumbered } from '../numbered/read';
import type { Found, Remark, Row } from '../row';
import { read as readTable } from '../table/read';
import { written, type Sources, type Written } from './document';

/** @returns the questions of a document in order; lines are those of its text */
export function read(sources: Sources): Found {
  const document = written(sources);
  if ('flaw' in document) return { rows: [], flaws: [{ line: 1, text: document.flaw }], lost: [] };
  const tables = document.sheets.map(({ line, text }) => moved(readTable(text), line - 1));
  const found = [...tables, ...numberedIn(document, tables)];
  const rows = found.flatMap((part) => part.rows).toSorted((a, b) => a.line - b.line);
  return {
    rows: rows.map((row, i) => losing(row, rows[i + 1], document.lost)),
    flaws: found.flatMap(({ flaws }) => flaws),
    lost: [
      ...found.flatMap(({ lost }) => lost),
      ...document.lost.filter(({ line }) => line < (rows[0]?.line ?? Infinity))
    ]
  };
}

/** Beside tables of questions other text need hold none. */
function numberedIn({ text }: Written, tables: Found[]): Found[] {
  const found = readNumbered(text);
  const hasTables = tables.some(({ rows }) => rows.length > 0);
  return hasTables && found.rows.every(({ draft }) => draft === null) ? [] : [found];
}

function moved({ rows, flaws, lost }: Found, by: number): Found {
  const down = (remarks: Remark[]) => remarks.map(({ line, text }) => ({ line: line + by, text }));
  return {
    rows: rows.map((row) => ({
      ...row,
      line: row.line + by,
      flaws: down(row.flaws),
      lost: down(row.lost)
    })),
    flaws: down(flaws),
    lost: down(lost)
  };
}

/** A question loses what stood between its line and that of the next one. */
const losing = (row: Row, next: Row | undefined, lost: Remark[]): Row => ({
  ...row,
  lost: [
    ...row.lost,
    ...lost.filter(({ line }) => line >= row.line && line < (next?.line ?? Infinity))
  ]
});
