/** A table of questions: CSV, TSV or cells pasted from a spreadsheet, with a header or without. */
import { unquoted } from '../../csv';
import type { Item } from '../../items/registry';
import { recall } from '../kept';
import { finished } from '../made';
import type { Found, Remark, Row } from '../row';
import { tidy } from '../tidy';
import { columnOf, isHeader, type Column } from './columns';
import { fieldsOf, type Fields } from './fields';
import { guessed } from './guess';
import { draftOf } from './kinds';
import { mostRows, recordsOf, type TableRow } from './records';
import { cellsOf } from './write';

/** @param text a whole table; any text is read, in time proportional to its length */
export function read(text: string): Found {
  const { records, isUnclosed, isCut } = recordsOf(text);
  const flaws: Remark[] = [];
  const lost: Remark[] = [];
  if (isUnclosed)
    flaws.push({
      line: 1,
      text: 'Close the quotation mark that is open at the end of the file, or double those within a cell'
    });
  if (isCut) {
    const line = records.at(-1)?.line ?? 1;
    flaws.push({
      line,
      text: `Divide the table: of more than ${mostRows} rows the rest is not read`
    });
  }
  const [first] = records;
  if (!first) return { rows: [], flaws: [...flaws, { line: 1, text: 'The table is empty' }], lost };
  const named = isHeader(first.cells);
  const columns = named ? first.cells.map(columnOf) : guessed(records);
  const body = named ? records.slice(1) : records;
  if (!columns) {
    const fix = 'Begin with a row that names the columns, such as: question, A, B, C, D, correct';
    return { rows: [], flaws: [...flaws, { line: first.line, text: fix }], lost };
  }
  if (named) lost.push(...unknown(first, columns, body));
  if (body.length === 0)
    flaws.push({ line: first.line, text: 'Give questions below the names of the columns' });
  return { rows: body.map((record) => rowOf(record, columns)), flaws, lost };
}

/** Whether a text begins with the names of columns. */
export function hasHeader(text: string): boolean {
  const [line] = /^.*/.exec(text.trimStart())!;
  return isHeader(recordsOf(line).records[0]?.cells ?? []);
}

/** Columns that no question has a place for, and that are not empty. */
const unknown = (header: TableRow, columns: (Column | null)[], body: TableRow[]): Remark[] =>
  header.cells.flatMap((name, i) => {
    const isLost = columns[i] === null && body.some(({ cells }) => cells[i]?.trim());
    return isLost ? [{ line: header.line, text: `The column "${tidy(name)}" is left out` }] : [];
  });

const splitTags = (text: string) =>
  text
    .split(/[;,|\n]/)
    .map(tidy)
    .filter(Boolean);

const isSlug = (text: string) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);

function rowOf(record: TableRow, columns: readonly (Column | null)[]): Row {
  const fields = fieldsOf(record, columns);
  const objective = fields.get('objective');
  const area = fields.get('area');
  const row = {
    line: record.line,
    name: fields.get('name') || null,
    category: fields.get('category') || null,
    tags: [
      ...splitTags(fields.get('tags')),
      ...(objective && !isSlug(objective) ? [objective] : [])
    ]
  };
  const copy = fields.raw.get('copy');
  if (copy) {
    const kept = recall(copy, (item) => isShown(item, fields));
    if ('item' in kept) return finished({ ...row, draft: kept.item }, { flaws: [], lost: [] });
    fields.lose(kept.lost);
  }
  if (fields.raw.has('picture')) fields.lose(`The picture "${fields.get('picture')}" is left out`);
  const draft = draftOf(fields);
  const place = { ...(isSlug(objective) && { objective }), ...(area && { area }) };
  return finished({ ...row, draft: draft && { ...draft, ...place } }, fields);
}

function isShown(item: Item, { raw }: Fields): boolean {
  const cells = cellsOf(item);
  const columns = new Set([...cells.keys(), ...raw.keys()]);
  for (const added of ['copy', 'tags', 'category'] as const) columns.delete(added);
  // A text that began with an apostrophe itself has lost it on the way as well.
  const shown = (column: Column) => tidy(unquoted(String(cells.get(column) ?? '')));
  return [...columns].every((column) => shown(column) === tidy(raw.get(column) ?? ''));
}
