import { expect, test } from 'vitest';
import { csv } from './csv';

test.each([
  ['plain', 'plain'],
  ['a, b', '"a, b"'],
  ['say "so"', '"say ""so"""'],
  ['two\nlines', '"two\nlines"'],
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@sum', "'@sum"],
  ['\t=1', "'\t=1"],
  ['  =1', "'  =1"],
  ['=A1,"x"', '"\'=A1,""x"""'],
  [-0.5, '-0.5'],
  [null, ''],
  ['', '']
])('%j becomes %j', (value, expected) => {
  expect(csv([[value]])).toBe(`${expected}\r\n`);
});

test('rows end as the standard says', () => {
  expect(
    csv([
      ['Name', 'Score'],
      ['One', 0.5]
    ])
  ).toBe('Name,Score\r\nOne,0.5\r\n');
});
