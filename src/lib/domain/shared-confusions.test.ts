import { expect, test } from 'vitest';
import { parseItem, type Item } from './items/registry';
import { beliefsOf, sharedConfusions } from './shared-confusions';

function item(id: string, wrong: Record<string, string | undefined>): Item {
  const parsed = parseItem({
    id,
    type: 'multiple',
    stem: 'What?',
    objective: 'know-it',
    area: '4',
    sources: ['a-source'],
    explanation: 'So it is.',
    options: [
      { id: 'key', text: 'Key', feedback: 'Yes.', correct: true },
      { id: 'also', text: 'Also', feedback: 'Yes.', correct: true },
      ...Object.entries(wrong).map(([id, misconception]) => ({
        ...{ id, text: `Text ${id}`, feedback: 'No.' },
        ...(misconception && { misconception })
      }))
    ]
  });
  if ('flaws' in parsed) throw new Error(JSON.stringify(parsed.flaws));
  return parsed.item;
}
const chose = (...options: string[]) => ({ options });

test('a student counts once for each thing that was taken for right', () => {
  const one = item('one', { a: 'M01', b: undefined });
  const shared = sharedConfusions(one, [
    { response: chose('a'), by: [1, 2] },
    { response: chose('a', 'b'), by: [2, 3] },
    { response: chose('b', 'key'), by: [3] },
    { response: chose('of-another-version'), by: [9] }
  ]);
  expect(shared.map(({ given, by }) => [given, [...by]])).toEqual([
    ['Text a', [1, 2, 3]],
    ['Text b', [2, 3]]
  ]);
});

test('a belief has everybody who showed it, in whichever question', () => {
  const one = item('one', { a: 'M01', b: 'M02', c: 'M01' });
  const two = item('two', { a: 'M01', b: undefined });
  const beliefs = beliefsOf([
    {
      item: 'one',
      shared: sharedConfusions(one, [
        { response: chose('a', 'c'), by: [1] },
        { response: chose('b'), by: [1, 2] }
      ])
    },
    {
      item: 'two',
      shared: sharedConfusions(two, [
        { response: chose('a'), by: [2, 3] },
        { response: chose('b'), by: [4] }
      ])
    }
  ]);
  expect(beliefs.map(({ misconception, by, items }) => [misconception, [...by], items])).toEqual([
    ['M01', [1, 2, 3], ['two', 'one']],
    ['M02', [1, 2], ['one']]
  ]);
});
