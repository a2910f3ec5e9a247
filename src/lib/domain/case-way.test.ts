import { expect, test } from 'vitest';
import { askedOfAll } from './case-way';
import type { Item } from './items/registry';

const scene = { id: 'ana', title: 'Ana', vignette: ['She comes in.'] };
const plain = (id: string, isOfCase = false) =>
  ({ id, type: 'choice', ...(isOfCase ? { case: scene } : {}) }) as Item;
const decision = (id: string, then?: string) => {
  const branches = { proceed: { then }, adapt: {}, refer: {}, decline: {} };
  return { id, type: 'decision', case: scene, branches } as unknown as Item;
};

test('of a case without ways apart all are asked', () => {
  const items = [plain('one'), decision('two'), plain('three', true), plain('four')];
  expect(askedOfAll(items, { ana: ['two', 'three'] })).toEqual(['one', 'two', 'three', 'four']);
});

test('what follows the first choice of a way is asked of some only', () => {
  const items = [plain('first', true), decision('fork', 'end'), plain('mid', true), plain('end', true)]; // prettier-ignore
  expect(askedOfAll([...items, plain('other')], { ana: ['first', 'fork', 'mid'] })).toEqual([
    'first',
    'fork',
    'other'
  ]);
});
