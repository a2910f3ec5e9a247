import { expect, test } from 'vitest';
import { arranged, kinds, rows, type Kind } from './comparison';

test('a row is compared once, and tells both sides or one sentence for both', () => {
  expect(new Set(rows.map(({ what }) => what)).size).toBe(rows.length);
  // Only of a duty can one sentence hold for both.
  expect(rows.filter((row) => !row.clinical).map(({ kind }) => kind)).not.toContain('habit');
  expect(rows.filter((row) => !row.clinical).map(({ kind }) => kind)).not.toContain('aim');
  expect(rows.filter((row) => row.clinical === row.spa)).toEqual([]);
});

test('all rows come in the order of a session, or kind by kind and in that order within', () => {
  expect(arranged('all', 'session')).toEqual(rows);
  const sorted = arranged('all', 'kind');
  const names = Object.keys(kinds) as Kind[];
  expect(sorted).toEqual(names.flatMap((kind) => arranged(kind, 'session')));
  expect(sorted).toHaveLength(rows.length);
});

test.each(Object.keys(kinds) as Kind[])('only rows of the kind "%s"', (kind) => {
  const kept = arranged(kind, 'session');
  expect(kept.length).toBeGreaterThanOrEqual(3);
  expect(kept).toEqual(rows.filter((row) => row.kind === kind));
  expect(arranged(kind, 'kind')).toEqual(kept);
});
