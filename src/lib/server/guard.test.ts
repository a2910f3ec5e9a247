import { expect, test } from 'vitest';
import { nextPath } from './guard';

const next = (text: string) =>
  nextPath(new URL(`http://localhost/login?${new URLSearchParams({ next: text })}`));

test.each(['/review', '/courses/a/b?x=1#c', '/'])('%s is a way on', (path) => {
  expect(next(path)).toBe(path);
});

test.each([
  '',
  'review',
  '//evil.example',
  '/\\evil.example',
  '/a\\b',
  '/\t/evil.example',
  '/\n/evil.example',
  'https://evil.example',
  'javascript:alert(1)'
])('%j is not', (path) => {
  expect(next(path)).toBe('/today');
});
