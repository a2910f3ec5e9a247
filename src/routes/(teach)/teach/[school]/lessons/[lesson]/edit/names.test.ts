import { expect, test } from 'vitest';
import { namedAt } from './names';

test.each([
  ['A <Term id="', { list: 'terms', written: '' }],
  ['A <Term id="fas', { list: 'terms', written: 'fas' }],
  ['<Check items="one two-', { list: 'items', written: 'two-' }],
  ['<Image alt="A hand, on a back" id="ab', { list: 'images', written: 'ab' }],
  ['<Figure\n  name="con', { list: 'figures', written: 'con' }]
] as const)('%s', (before, expected) => {
  expect(namedAt(before)).toEqual(expected);
});

test.each(['A <Term id="fascia">', '<Callout kind="', 'id="', '<Term ', '', '<Figure alt="x'])(
  'nothing is named after %s',
  (before) => {
    expect(namedAt(before)).toBeNull();
  }
);
