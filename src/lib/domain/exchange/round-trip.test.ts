import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseItem, type Item } from '../items/registry';
import { read as readGift } from './gift/read';
import { write as writeGift } from './gift/write';
import { read as readTable } from './table/read';
import { write as writeTable } from './table/write';

const formats = [
  ['GIFT', writeGift, readGift],
  ['a table', writeTable, readTable]
] as const;

/** Texts that people never write, but programs must not stumble over. */
const wild = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\n',
        '\r\n',
        '\t',
        '\u00a0',
        '\u2028',
        '\ufeff',
        '\u00ad',
        '{',
        '}',
        '=',
        '~'
      ),
      fc.constantFrom('\\', '\\n', '#', '####', '::', '//', '[html]', '%50%', '->', ' = ', '[[x]]'),
      fc.constantFrom(
        '"',
        "'",
        ',',
        ';',
        '*',
        '<p>',
        '&nbsp;',
        '[tag:x]',
        '=1+1',
        '@',
        'é',
        '漢',
        '🦴'
      ),
      fc.string({ unit: 'grapheme', maxLength: 6 })
    ),
    { minLength: 1, maxLength: 8 }
  )
  .map((parts) => parts.join(''))
  .filter((text) => text.trim() !== '' && !/\0|\p{Surrogate}/u.test(text));

const question: fc.Arbitrary<Item> = fc
  .tuple(
    wild,
    fc.array(wild, { minLength: 3, maxLength: 5 }),
    wild,
    wild,
    fc.constantFrom('choice', 'order')
  )
  .map(([stem, texts, explanation, hint, type]) => {
    const options = texts.map((text, i) => ({
      id: 'bcade'[i],
      text,
      feedback: text,
      correct: i === 1
    }));
    const parts = type === 'choice' ? { options } : { entries: options };
    const raw = { id: 'a', objective: 'b', area: '1', stem, explanation, hint, type, ...parts };
    const parsed = parseItem(raw);
    return 'item' in parsed ? parsed.item : expect.fail(JSON.stringify(parsed.flaws));
  });

test.each(formats)('any text comes through %s', (_, write, read) => {
  fc.assert(
    fc.property(fc.array(question, { minLength: 1, maxLength: 3 }), (items) => {
      const { rows } = read(write(items));
      expect(rows.map(({ draft }) => draft)).toEqual(items);
      expect(rows.flatMap(({ flaws, lost }) => [...flaws, ...lost])).toEqual([]);
    }),
    { numRuns: 300 }
  );
});
