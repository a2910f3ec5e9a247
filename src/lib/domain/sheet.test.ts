import { expect, test } from 'vitest';
import { sheetCsv, widthOf, type Sheet } from './sheet';

const sheet: Sheet = {
  name: 'Students',
  columns: [
    { head: 'Name', kind: 'text' },
    { head: 'Readiness', kind: 'share' },
    { head: 'Late', kind: 'number' }
  ],
  rows: [
    ['=HYPERLINK("x")', 0.71, 0],
    ['Ann, the first', null, 12],
    ['x'.repeat(300), 1, 3]
  ]
};

test('shares are percents, numbers are numbers, and nothing is run as a formula', () => {
  expect(sheetCsv({ ...sheet, rows: sheet.rows.slice(0, 2) })).toBe(
    `Name,Readiness,Late\r\n"'=HYPERLINK(""x"")",71%,0\r\n"Ann, the first",,12\r\n`
  );
});

test('columns are as wide as what is in them, within reason', () => {
  expect(widthOf(sheet, 0)).toBe(48);
  expect(widthOf(sheet, 1)).toBe(11);
  expect(widthOf(sheet, 2)).toBe(8);
});
