import { expect, test } from 'vitest';
import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { completionsAt, namedAt } from './names';

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

const offered = (doc: string, explicit = false) => {
  const context = new CompletionContext(EditorState.create({ doc }), doc.length, explicit);
  const terms = [{ id: 'draping', label: 'draping' }];
  const none = { terms, sources: [], items: [], figures: [], images: [] };
  const found = completionsAt(context, none);
  return found && { from: found.from, labels: found.options.map(({ label }) => label) };
};

test('a component that is begun by hand is offered whole, a name from its list', () => {
  expect(offered('Text\n\n<Ca')).toMatchObject({ from: 6 });
  expect(offered('<Ca')!.labels).toContain('<Callout Safety');
  expect(offered('<Term id="dr')).toEqual({ from: 10, labels: ['draping'] });
  expect(offered('a <')).toBeNull();
  expect(offered('a <', true)!.labels).toContain('<Compare Comparison');
  expect(offered('Words')).toBeNull();
});
