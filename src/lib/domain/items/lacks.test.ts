import fc from 'fast-check';
import { expect, test } from 'vitest';
import { item as anyItem } from './arbitraries';
import { lacks } from './lacks';
import { grade, keyOf, parseItem, type Item } from './registry';

const bare = {
  id: 'an-item',
  stem: 'Which?',
  objective: 'know-it',
  area: '4'
};
const two = [
  { id: 'a', text: 'This', correct: true },
  { id: 'b', text: 'That', correct: false }
];

function parsed(raw: object): Item {
  const result = parseItem({ ...bare, ...raw });
  if ('flaws' in result) throw new Error(JSON.stringify(result.flaws));
  return result.item;
}
const places = (item: Item) => lacks(item).map(({ path }) => path.join('.'));

test('a bare question is one, and what it lacks is named with its place', () => {
  expect(places(parsed({ type: 'choice', options: two }))).toEqual([
    'options.0.feedback',
    'options.1.feedback',
    'explanation',
    'sources',
    'options'
  ]);
});

test('true or false alone is a question, which its verdict answers', () => {
  const item = parsed({
    type: 'boolean',
    verdicts: [{ value: true, correct: true }, { value: false }]
  });
  expect(keyOf(item)).toEqual({ value: true, reason: null });
  expect(grade(item, keyOf(item)).score).toBe(1);
  expect(grade(item, { value: false, reason: null }).score).toBe(0);
  expect(places(item)).toContain('reasons');
});

test('what says nothing has no feedback to show', () => {
  const item = parsed({ type: 'choice', options: two });
  expect(grade(item, { option: 'b' }).marks.map(({ feedback }) => feedback)).toEqual([null, null]);
});

test('a whole item lacks nothing', () => {
  fc.assert(
    fc.property(anyItem, (item) => {
      fc.pre(!(item.type === 'boolean' && item.reasons.length < 3));
      expect(lacks(item)).toEqual([]);
    })
  );
});
