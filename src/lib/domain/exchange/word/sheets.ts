/** Tables of a document that hold a question a row, as their header says. */
import { columnOf, isHeader } from '../table/columns';
import { keysOf } from './keys';
import { wordsOf, type Piece } from './marks';
import type { Paragraph, Table } from './paragraphs';

const newLine: Piece = { text: '\n', marks: new Set() };

const piecesOf = (cell: readonly Paragraph[]): Piece[] =>
  cell.flatMap(({ pieces }, i) => (i > 0 ? [newLine, ...pieces] : pieces));

const textOf = (cell: readonly Paragraph[]) => wordsOf(piecesOf(cell)).trim();

/** @returns whether the first row names columns of questions */
export const isSheet = ({ rows: [first = []] }: Table): boolean => isHeader(first.map(textOf));

/** @returns the rows with tabs between their cells; without a column for it, the key is starred */
export function sheetText({ rows }: Table): string {
  const columns = (rows[0] ?? []).map((cell) => columnOf(textOf(cell)));
  const isKeyed = columns.includes('key');
  const lines = rows.map((cells, row) => {
    const options = cells.flatMap((cell, at) => {
      const pieces = piecesOf(cell);
      const isOption = columns[at]?.startsWith('option ') && wordsOf(pieces).trim() !== '';
      return isOption ? [{ at, pieces, words: wordsOf(pieces), isLettered: true }] : [];
    });
    const keys = row === 0 || isKeyed ? [] : keysOf(options);
    return cells
      .map((cell, at) => quoted(`${keys.includes(at) ? '*' : ''}${textOf(cell)}`))
      .join('\t');
  });
  return lines.join('\n');
}

const quoted = (cell: string) => (/["\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
