/** The rows of a table, whatever parts its cells. */
import { parse } from 'csv-parse/sync';

export interface TableRow {
  /** On which it begins, from 1 on. */
  line: number;
  cells: string[];
}

/** More than any bank; a file of nothing but commas has millions. */
export const mostRows = 20_000;

const options = {
  to: mostRows + 1,
  bom: true,
  relax_quotes: true,
  relax_column_count: true,
  record_delimiter: ['\r\n', '\n', '\r']
};

function parsed(text: string, delimiter: string, more: object): TableRow[] {
  const rows = parse(text, { ...options, ...more, delimiter });
  let next = 1;
  return rows.map((cells) => {
    const line = next;
    next += 1 + cells.reduce((sum, cell) => sum + (cell.match(/\r\n?|\n/g)?.length ?? 0), 0);
    return { line, cells };
  });
}

/** @returns what parts the cells: of tab, semicolon, comma and bar what parts most rows alike */
function delimiterOf(text: string): string {
  const head = text.slice(0, 20_000);
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of ['\t', ';', ',', '|']) {
    const counts = rowsOf(head, delimiter)
      .records.slice(0, 30)
      .map(({ cells }) => cells.length);
    const width = counts.toSorted((a, b) => a - b)[counts.length >> 1] ?? 1;
    const alike = counts.filter((count) => count === width).length / counts.length;
    const score = width > 1 ? alike + Math.min(width, 20) / 100 : 0;
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function rowsOf(text: string, delimiter: string): { records: TableRow[]; isUnclosed: boolean } {
  try {
    return { records: parsed(text, delimiter, {}), isUnclosed: false };
  } catch {
    // A quotation mark that nobody closed would take the rest of the file into its cell.
    return { records: parsed(text, delimiter, { quote: null }), isUnclosed: true };
  }
}

export interface Table {
  /** Those that have a cell with anything in it, in the order of the file. */
  records: TableRow[];
  /** Whether a quotation mark has no end, so that all of them were taken as text. */
  isUnclosed: boolean;
  /** Whether there are more rows than are read. */
  isCut: boolean;
}

export function recordsOf(text: string): Table {
  // Excel's own way to say it.
  const named = /^\ufeff?"?sep=([;,|\t])"?[ \t]*\r?\n/i.exec(text);
  const lines = named ? text.replace(/^.*/, '') : text;
  const { records, isUnclosed } = rowsOf(lines, named?.[1] ?? delimiterOf(text));
  const written = records.slice(0, mostRows);
  return {
    records: written.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')),
    isUnclosed,
    isCut: records.length > mostRows
  };
}
