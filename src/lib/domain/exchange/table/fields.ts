/** One row of a table by the names of its columns. */
import { unquoted } from '../../csv';
import type { Notes } from '../made';
import { isHtml, plainOf } from '../plain';
import { tidy } from '../tidy';
import type { Column } from './columns';

type Numbered = 'option' | 'wrong' | 'feedback' | 'misconception' | 'left' | 'right';

export interface Fields extends Notes {
  line: number;
  /** The plain words of the first cell of such a column that has any. */
  get: (column: Column) => string;
  /** Of every such column, with '' where a cell is empty. */
  all: (kind: Numbered) => string[];
  /** As they stand in the file. */
  raw: ReadonlyMap<Column, string>;
  flaw: (text: string) => void;
  lose: (text: string) => void;
}

/** More options than this are no question. */
const mostOptions = 50;

/** @param columns what each cell is for */
export function fieldsOf(
  { line, cells }: { line: number; cells: readonly string[] },
  columns: readonly (Column | null)[]
): Fields {
  const raw = new Map<Column, string>();
  const tags: string[] = [];
  columns.forEach((column, i) => {
    const cell = unquoted(cells[i] ?? '');
    if (column === null || cell.trim() === '') return;
    if (column === 'tags') tags.push(cell);
    if (!raw.has(column)) raw.set(column, cell);
  });
  if (tags.length > 0) raw.set('tags', tags.join('; '));

  const notes: Notes = { flaws: [], lost: [] };
  const lose = (text: string) => void notes.lost.push({ line, text });
  const get = (column: Column): string => {
    const cell = raw.get(column);
    if (cell === undefined) return '';
    if (!isHtml(cell)) return tidy(cell);
    const { text, lost } = plainOf(cell);
    lost.forEach(lose);
    return text;
  };
  const all = (kind: Numbered) => {
    const places = [...Array(mostOptions).keys()];
    const last = places.findLastIndex((place) => raw.has(`${kind} ${place}`));
    return places.slice(0, last + 1).map((place) => get(`${kind} ${place}`));
  };
  const flaw = (text: string) => void notes.flaws.push({ line, text });
  return { ...notes, line, get, all, raw, flaw, lose };
}
