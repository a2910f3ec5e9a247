/** The columns of a table that does not name them: the question, its options, its key. */
import { keysAmong } from '../key';
import { verdictIn } from '../answer';
import type { Column } from './columns';
import type { TableRow } from './records';

const most = (rows: readonly string[][], holds: (cells: string[]) => boolean) =>
  rows.filter(holds).length > rows.length / 2;

const isNumber = (text: string) => /^(?:question |q ?)?\d+[.)]?$/i.test(text.trim());

const isKey = (options: readonly string[], key: string) =>
  'places' in keysAmong(options, key) ||
  (verdictIn(key) !== null && options.every((option) => option === ''));

/**
 * @returns what the cells of a row are, or null where that cannot be told: a question and its
 *   answer; or a question, two options or more and the key, which stands last or second
 */
export function guessed(records: readonly TableRow[]): Column[] | null {
  const rows = records.slice(0, 200).map(({ cells }) => cells.map((cell) => cell.trim()));
  const widths = rows.map((cells) => cells.length).toSorted((a, b) => a - b);
  const width = widths[widths.length >> 1]!;
  const first: Column[] = width > 2 && most(rows, ([cell = '']) => isNumber(cell)) ? ['name'] : [];
  const from = first.length + 1;
  const count = width - from;
  if (count < 1 || count > 30) return null;
  if (count === 1) return [...first, 'stem', 'key'];
  const options = Array.from({ length: count }, (_, i): Column => `option ${i}`);
  if (most(rows, (cells) => isKey(cells.slice(from, width - 1), cells[width - 1] ?? '')))
    return [...first, 'stem', ...options.slice(0, -1), 'key'];
  if (most(rows, (cells) => isKey(cells.slice(from + 1, width), cells[from] ?? '')))
    return [...first, 'stem', 'key', ...options.slice(0, -1)];
  if (most(rows, (cells) => cells.slice(from).some((cell) => /^\*|\*$/.test(cell))))
    return [...first, 'stem', ...options];
  return null;
}
