import { expect, test } from 'vitest';
import { figureNames } from '$lib/domain/figures';
import { loadFigures } from './load';

test('every figure that a lesson may name has its drawing, and every drawing its name', async () => {
  const drawings = await loadFigures(figureNames);
  expect(Object.keys(drawings)).toEqual(figureNames);
  const files = import.meta.glob('./*.svelte', { eager: true, import: 'default' });
  expect(new Set(Object.values(drawings))).toEqual(new Set(Object.values(files)));
});

test('a page is given what it asks for and nothing else', async () => {
  expect(Object.keys(await loadFigures([]))).toEqual([]);
  expect(Object.keys(await loadFigures(['continuum']))).toEqual(['continuum']);
});
