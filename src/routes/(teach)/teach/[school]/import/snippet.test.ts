import { expect, test } from 'vitest';
import { snippetOf } from './snippet';

const text = 'One {=a ~b}\r\n\r\nTwo {=a ~b\r\nand more\r\n\r\n\r\nThree {=a ~b}';
const rows = [{ line: 1 }, { line: 3 }, { line: 7 }];

test('a row has the lines from its own to that of the next', () => {
  const pasted = { name: '', content: text };
  const parts = rows.map((_, i) => snippetOf(pasted, 'gift', rows, i));
  expect(parts).toEqual(['One {=a ~b}', 'Two {=a ~b\nand more', 'Three {=a ~b}']);
  const file = { name: 'a.txt', content: new TextEncoder().encode(text) };
  expect(snippetOf(file, 'gift', rows, 1)).toBe(parts[1]);
});

test('what is no text in lines has none', () => {
  const file = { name: 'a.apkg', content: new Uint8Array([1, 2]) };
  expect(snippetOf(file, 'anki', rows, 0)).toBeNull();
  expect(snippetOf({ name: '', content: text }, 'gift', rows, 9)).toBeNull();
});
