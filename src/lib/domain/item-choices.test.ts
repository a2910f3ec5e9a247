import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choicesOf, type Count } from './item-choices';
import { item as anyItem } from './items/arbitraries';
import { grade, keyOf, needsGrader, parseItem } from './items/registry';

const common = {
  id: 'an-item',
  stem: 'What?',
  objective: 'know-it',
  area: '4',
  sources: ['a-source'],
  explanation: 'So it is.'
};
function item(raw: Record<string, unknown>) {
  const parsed = parseItem({ ...common, ...raw });
  if ('flaws' in parsed) throw new Error(JSON.stringify(parsed.flaws));
  return parsed.item;
}

const choice = item({
  type: 'choice',
  options: [
    { id: 'a', text: 'First', feedback: 'No.', misconception: 'M01' },
    { id: 'b', text: 'Second', feedback: 'Yes.', correct: true },
    { id: 'c', text: 'Third', feedback: 'No.' }
  ]
});

test('options in the author’s order, with the key, what each shows, and those nobody chose', () => {
  const counts = [
    { part: 'b', given: 'true', n: 6 },
    { part: 'a', given: 'true', n: 3 }
  ];
  expect(choicesOf(choice, counts, 10)).toEqual([
    {
      about: null,
      isList: true,
      chosen: [
        { id: 'a', text: 'First', isKey: false, misconception: 'M01', n: 3, share: 0.3 },
        { id: 'b', text: 'Second', isKey: true, misconception: null, n: 6, share: 0.6 },
        { id: 'c', text: 'Third', isKey: false, misconception: null, n: 0, share: 0 }
      ]
    }
  ]);
});

test('entries by bin: the key first, then what was given most', () => {
  const bin = (id: string) => ({ id, text: `Bin ${id}` });
  const entry = (id: string, bin: string) => ({ id, text: `Entry ${id}`, bin, feedback: 'So.' });
  const classify = item({
    type: 'classify',
    bins: [bin('x'), bin('y'), bin('z')],
    entries: [entry('a', 'x'), entry('b', 'y')]
  });
  const counts: Count[] = [
    { part: 'a', given: 'y', n: 1 },
    { part: 'a', given: 'z', n: 4 },
    { part: 'a', given: 'x', n: 2 }
  ];
  const [first, second] = choicesOf(classify, counts, 10);
  expect(first).toMatchObject({ about: 'Entry a', isList: false });
  expect(first!.chosen.map(({ text, isKey, n }) => [text, isKey, n])).toEqual([
    ['Bin x', true, 2],
    ['Bin z', false, 4],
    ['Bin y', false, 1]
  ]);
  expect(second!.chosen.map(({ text, n }) => [text, n])).toEqual([['Bin y', 0]]);
});

test('whatever the type: who all gave the key are shown at the keys, and nowhere else', () => {
  fc.assert(
    fc.property(anyItem, (item) => {
      const counts = grade(item, keyOf(item)).marks.flatMap(({ part, given }) =>
        given === null || given === false ? [] : [{ part, given: String(given), n: 7 }]
      );
      const groups = choicesOf(item, counts, 7);
      expect(groups.length > 0).toBe(!needsGrader(item));
      for (const { n, isKey } of groups.flatMap(({ chosen }) => chosen))
        expect(n).toBe(isKey ? 7 : 0);
    })
  );
});
