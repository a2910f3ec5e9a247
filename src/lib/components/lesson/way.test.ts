import { expect, test } from 'vitest';
import { nextOf, wayFrom } from './way';

const items = ['open', 'decide', 'if-adapted', 'if-referred', 'close'];
const trunk = ['open', 'decide', 'close'];

test.each([
  ['open', undefined, 'decide'],
  ['decide', 'if-referred', 'if-referred'],
  ['decide', undefined, 'close'],
  ['if-adapted', undefined, 'close'],
  ['if-referred', undefined, 'close'],
  ['close', undefined, undefined]
])('after %s, with %s named, comes %s', (item, then, next) => {
  expect(nextOf(items, trunk, item, then)).toBe(next);
});

test('the way leads as far as the learner went', () => {
  const thens: Record<string, string> = { decide: 'if-adapted' };
  const gone = ['open', 'decide'];
  const next = (item: string) =>
    gone.includes(item) ? nextOf(items, trunk, item, thens[item]) : undefined;
  expect(wayFrom('open', next)).toEqual(['open', 'decide', 'if-adapted']);
  gone.push('if-adapted', 'close');
  expect(wayFrom('open', next)).toEqual(['open', 'decide', 'if-adapted', 'close']);
});
