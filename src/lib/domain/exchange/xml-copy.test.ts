import fc from 'fast-check';
import { expect, test } from 'vitest';
import { item } from '../items/arbitraries';
import { parseItem, type Item } from '../items/registry';
import { parseXml } from './xml';
import { copyOf, restored, unchanged } from './xml-copy';

const write = (item: Item) => `<q><t>${item.type}</t>${copyOf(item)}</q>`;
const elementOf = (text: string) => parseXml(text).root!;

const itemWith = (text: string): Item | null => {
  const parsed = parseItem({
    ...{ type: 'boolean', id: 'x', objective: 'x', area: '1', stem: text, explanation: text },
    verdicts: [
      { value: true, correct: true, feedback: text },
      { value: false, feedback: text }
    ]
  });
  return 'item' in parsed ? parsed.item : null;
};

test('an item of every type comes back out of its comment', () => {
  fc.assert(
    fc.property(item, (item) => {
      expect(unchanged(write(item), write)).toEqual(item);
      // As an editor lays it out anew.
      const moved = write(item).replace('<q><t>', '<q>\n  <t>');
      expect(unchanged(moved, write)).toBeNull();
      expect(restored(elementOf(moved), write)).toEqual({ item });
    })
  );
});

test.each([
  'a -- b',
  '-->',
  '--->',
  'x-',
  '<!--',
  ']]>',
  '\ufffe\uffff',
  '\u0001',
  'a\u2028b',
  '𝒳é'
])('so does the text %j', (text) => {
  const item = itemWith(text)!;
  expect(restored(elementOf(write(item)), write)).toEqual({ item });
  expect(parseXml(write(item)).flaw).toBeNull();
});

const anySign = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));

test('and so does any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: anySign }), (text) => {
      const item = itemWith(text);
      if (item) expect(restored(elementOf(write(item)), write)).toEqual({ item });
    })
  );
});

test('where what is shown was changed, the copy does not count, and that is told', () => {
  const item = itemWith('So it is.')!;
  const changed = write(item).replace('<t>boolean', '<t>choice');
  expect(restored(elementOf(changed), write)).toEqual({
    lost: expect.stringContaining('changed by another program')
  });
  expect(unchanged(changed, write)).toBeNull();
});

test.each(['<q><!-- palpate --></q>', '<q><!-- palpate {"type":"boolean"} --></q>'])(
  'a damaged copy in %s',
  (text) => {
    expect(restored(elementOf(text), write)).toEqual({ lost: expect.stringContaining('damaged') });
    expect(unchanged(text, write)).toBeNull();
  }
);

test('no copy', () => {
  expect(restored(elementOf('<q><!-- a note --></q>'), write)).toBeNull();
  expect(unchanged('<q/>', write)).toBeNull();
});
