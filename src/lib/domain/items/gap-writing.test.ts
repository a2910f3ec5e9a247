import { expect, test } from 'vitest';
import { withGaps } from './gap-writing';

test.each<[string, string[], string, [string, string[]][]]>([
  ['Work is [[outcome]]-based', [], 'Work is [[gap-1]]-based', [['gap-1', ['outcome']]]],
  [
    '[[ a | b ]] and [[c]]',
    [],
    '[[gap-1]] and [[gap-2]]',
    [
      ['gap-1', ['a', 'b']],
      ['gap-2', ['c']]
    ]
  ],
  ['[[gap-2]] and [[new]]', ['gap-2'], '[[gap-2]] and [[gap-1]]', [['gap-1', ['new']]]],
  ['[[gap-1]] stays', ['gap-1'], '[[gap-1]] stays', []],
  ['[[]] [[ ]] [[|]] [x] [[[y]]', [], '[[]] [[ ]] [[|]] [x] [[[gap-1]]', [['gap-1', ['y']]]]
])('%s', (text, known, named, added) => {
  const gaps = known.map((id) => ({ id }));
  expect(withGaps(text, gaps)).toEqual({
    text: named,
    added: added.map(([id, accept]) => ({ id, accept }))
  });
});
