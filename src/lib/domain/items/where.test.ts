import { expect, test } from 'vitest';
import { whereOf } from './where';

test.each([
  [['options', 1, 'feedback'], 'Option 2, feedback'],
  [['options', 0, 'text'], 'Option 1'],
  [['gaps', 0, 'wrong', 2, 'text'], 'Gap 1, expected mistake 3'],
  [['text'], 'Text'],
  [['options'], 'Options'],
  [['branches', 'refer', 'leads'], 'Refer, what happens next'],
  [['stem'], 'Question'],
  [['constructor', 0], 'Constructor 1'],
  [[], '']
])('%j is said as "%s"', (path, said) => {
  expect(whereOf(path)).toBe(said);
});
