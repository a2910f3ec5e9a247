import fc from 'fast-check';
import { expect, test } from 'vitest';
import { item } from './arbitraries';
import { isKeyedOtherwise } from './keyed';
import { parseItem, type Item } from './registry';

const parsed = (raw: object): Item => {
  const read = parseItem({ id: 'x', stem: 'Well?', objective: 'o', area: '1', ...raw });
  if ('flaws' in read) throw new Error(JSON.stringify(read.flaws));
  return read.item;
};
const options = [
  { id: 'a', text: 'A', correct: true },
  { id: 'b', text: 'B' }
];
const choice = parsed({ type: 'choice', options });

test('words make no other key', () => {
  fc.assert(
    fc.property(item, (before) => {
      const after = { ...before, stem: 'Anew?', explanation: 'So.', hint: 'Hm.', sources: [] };
      expect(isKeyedOtherwise(before, after)).toBe(false);
    })
  );
});

test.each<[string, object, boolean]>([
  ['other words for an option', [{ ...options[0], text: 'Ah' }, options[1]!], false],
  ['a further wrong option', [...options, { id: 'c', text: 'C' }], false],
  ['another order', options.toReversed(), false],
  ['another right option', options.map((o) => ({ ...o, correct: !o.correct })), true],
  ['a part for a wrong one', [options[0]!, { ...options[1]!, credit: 0.5 }], true]
])('%s', (_, changed, isOther) => {
  expect(isKeyedOtherwise(choice, parsed({ type: 'choice', options: changed }))).toBe(isOther);
});

test('a further wording that counts, a wider tolerance and another order are another key', () => {
  const gap = (...accept: string[]) =>
    parsed({ type: 'cloze', text: '[[g]]', gaps: [{ id: 'g', accept }] });
  expect(isKeyedOtherwise(gap('one'), gap('one', 'two'))).toBe(true);
  const number = (tolerance: number) => parsed({ type: 'numeric', value: 3, tolerance });
  expect(isKeyedOtherwise(number(0), number(1))).toBe(true);
  const order = (...ids: string[]) =>
    parsed({ type: 'order', entries: ids.map((id) => ({ id, text: id })) });
  expect(isKeyedOtherwise(order('b', 'a', 'c'), order('c', 'a', 'b'))).toBe(true);
});
