/** Tables as a workbook, in cells that know what they are: a text is never run as a formula. */
import writeXlsx, { type Cell } from 'write-excel-file/node';
import { widthOf, type About, type ColumnKind, type Sheet, type SheetCell } from '../domain/sheet';

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Characters that XML 1.0 has no place for, and so no workbook. */
const unwritable = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
/** What a cell holds at most. */
const longest = 32_767;

/** @returns the workbook: a page whose head stays in sight, and one that says what it is */
export async function xlsx(sheet: Sheet, about: About): Promise<Uint8Array> {
  const { name, columns, rows } = sheet;
  const head = columns.map(({ head }) => ({
    ...{ value: head, type: String, fontWeight: 'bold' as const, wrap: true },
    alignVertical: 'top' as const
  }));
  const body = rows.map((row) => row.map((value, i) => cellOf(value, columns[i]!.kind)));
  const options = {
    ...{ sheet: name, stickyRowsCount: 1, stickyColumnsCount: 1 },
    columns: columns.map((_, i) => ({ width: widthOf(sheet, i) }))
  };
  const lines = about.map(([label, value]) => [
    { value: label, type: String, fontWeight: 'bold' as const },
    cellOf(value, 'text')
  ]);
  const pages = [
    { data: [head, ...body], ...options },
    { data: lines, sheet: 'About', columns: [{ width: 16 }, { width: 60 }] }
  ];
  return writeXlsx(pages).toBuffer();
}

function cellOf(value: SheetCell, kind: ColumnKind): Cell {
  if (value === null) return null;
  const top = { alignVertical: 'top' } as const;
  if (typeof value === 'number')
    return { value, type: Number, ...(kind === 'share' ? { format: '0%' } : {}), ...top };
  if (kind === 'date')
    return { value: new Date(`${value}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd', ...top };
  const text = value.replace(unwritable, '').slice(0, longest);
  return { value: text, type: String, wrap: true, ...top };
}
