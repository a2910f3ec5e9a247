/** Reads a workbook back as a spreadsheet does: independently of what wrote it. */
import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser, type SaxesTagPlain } from 'saxes';

export type Read = string | number | Date | null;

export interface Workbook {
  name: string;
  /** How many rows and columns stay in sight. */
  frozen: { rows: number; columns: number };
  widths: number[];
  rows: Read[][];
  /** Number formats by cell, `B2`. */
  formats: Record<string, string>;
  formulas: number;
}

/** Every element of a part, with the text directly in it, in the order of their ends. */
function elements(xml: string) {
  const found: { name: string; at: Record<string, string>; text: string; in: string[] }[] = [];
  const open: { tag: SaxesTagPlain; text: string }[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', (tag) => void open.push({ tag, text: '' }));
  parser.on('text', (text) => {
    if (open.length > 0) open.at(-1)!.text += text;
  });
  parser.on('closetag', () => {
    const { tag, text } = open.pop()!;
    const { name, attributes: at } = tag;
    found.push({ name, at, text, in: open.map(({ tag }) => tag.name) });
  });
  parser.write(xml).close();
  return found;
}

/** Days since 1899-12-30, as spreadsheets count. */
const dateOf = (serial: number) => new Date((serial - 25_569) * 86_400_000);
const columnOf = (reference: string) =>
  [...reference.replace(/\d/g, '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1; // prettier-ignore

/** @returns a page of a workbook, the first unless told otherwise */
export function readWorkbook(bytes: Uint8Array, page = 1): Workbook {
  const parts = unzipSync(bytes);
  const part = (name: string) => elements(strFromU8(parts[name]!));
  const strings = part('xl/sharedStrings.xml').filter(({ name }) => name === 't');
  const styles = part('xl/styles.xml');
  const codes = new Map(
    styles.flatMap(({ name, at }) => (name === 'numFmt' ? [[at.numFmtId, at.formatCode!]] : []))
  );
  const formatOf = styles
    .filter(({ name, in: within }) => name === 'xf' && within.at(-1) === 'cellXfs')
    .map(({ at }) => codes.get(at.numFmtId!));
  const sheet = part(`xl/worksheets/sheet${page}.xml`);
  const pane = sheet.find(({ name }) => name === 'pane')?.at;
  const rows: Read[][] = [];
  const formats: Record<string, string> = {};
  let value: string | null = null;
  for (const { name, at, text } of sheet) {
    if (name === 'v') value = text;
    if (name !== 'c') continue;
    const row = Number(/\d+/.exec(at.r!)![0]) - 1;
    const format = formatOf[Number(at.s ?? 0)];
    if (format) formats[at.r!] = format;
    const isDate = format !== undefined && /y/.test(format);
    rows[row] ??= [];
    rows[row][columnOf(at.r!)] =
      value === null
        ? null
        : at.t === 's'
          ? strings[Number(value)]!.text
          : isDate
            ? dateOf(Number(value))
            : Number(value);
    value = null;
  }
  return {
    name: part('xl/workbook.xml').filter(({ name }) => name === 'sheet')[page - 1]!.at.name!,
    frozen: { rows: Number(pane?.ySplit ?? 0), columns: Number(pane?.xSplit ?? 0) },
    widths: sheet.flatMap(({ name, at }) => (name === 'col' ? [Number(at.width)] : [])),
    // Cells that were not written are empty, not missing.
    rows: Array.from(rows, (row = []) => Array.from(row, (cell) => cell ?? null)),
    formats,
    formulas: sheet.filter(({ name }) => name === 'f').length
  };
}
