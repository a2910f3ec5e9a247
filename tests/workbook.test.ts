import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readWorkbook } from './workbook';
import { xlsx } from '../src/lib/server/xlsx';
import type { Sheet } from '../src/lib/domain/sheet';

const sheet: Sheet = {
  name: 'Students',
  columns: [
    { head: 'Student', kind: 'text' },
    { head: 'Last studied', kind: 'date' },
    { head: 'Readiness', kind: 'share' },
    { head: 'Hours', kind: 'number' }
  ],
  rows: [
    ['=cmd|"/c calc"!A1', '2026-11-23', 0.71, 41.5],
    ['Zoë <b> & 李', null, null, 0],
    ['+1', '1999-12-31', 1, -2]
  ]
};

test('a workbook is read back as it was written, each cell of its kind', async () => {
  const about = [['As of', '2026-11-23 09:00 (UTC)'], ['Name contains', '=1+1']] as const; // prettier-ignore
  const bytes = await xlsx(sheet, about);
  const read = readWorkbook(bytes);
  expect(read.name).toBe('Students');
  expect(read.rows).toEqual([
    ['Student', 'Last studied', 'Readiness', 'Hours'],
    ['=cmd|"/c calc"!A1', new Date('2026-11-23'), 0.71, 41.5],
    ['Zoë <b> & 李', null, null, 0],
    ['+1', new Date('1999-12-31'), 1, -2]
  ]);
  expect(read.formats).toMatchObject({ B2: 'yyyy-mm-dd', C2: '0%' });
  expect(read.formulas).toBe(0);
  expect(read.frozen).toEqual({ rows: 1, columns: 1 });
  expect(read.widths).toEqual([19, 14, 11, 8]);
  expect(readWorkbook(bytes, 2)).toMatchObject({ name: 'About', rows: about, formulas: 0 });
});

test('any text is written so that it can be read, as text', async () => {
  const texts = fc.array(fc.string({ unit: 'binary' }), { minLength: 50, maxLength: 100 });
  await fc.assert(
    fc.asyncProperty(texts, async (all) => {
      const rows = all.map((text) => [`a${text}`]);
      const read = readWorkbook(
        await xlsx({ name: 'Any', columns: [{ head: 'Text', kind: 'text' }], rows }, [])
      );
      expect(read.rows.length).toBe(all.length + 1);
      expect(read.rows.slice(1).every(([cell]) => String(cell).startsWith('a'))).toBe(true);
      expect(read.formulas).toBe(0);
    }),
    { numRuns: 5 }
  );
});
