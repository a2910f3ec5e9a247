import { expect, test } from 'vitest';
import { arrange } from './arrange';

const list = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));
const ids = (showing: string, from = list) => arrange(from, showing).map(({ id }) => id);

test('one showing has one order, in whatever order the list arrives', () => {
  expect(ids('s1')).toEqual(ids('s1', [...list].reverse()));
});

test('showings differ, and none loses an option', () => {
  const orders = Array.from({ length: 20 }, (_, i) => ids(`s${i}`));
  expect(new Set(orders.map(String)).size).toBeGreaterThan(10);
  for (const order of orders) expect([...order].sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
});
