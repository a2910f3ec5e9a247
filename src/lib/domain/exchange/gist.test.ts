import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  booleanDraft,
  choiceDraft,
  classifyDraft,
  clozeDraft,
  matchDraft,
  noteDraft,
  numericDraft,
  orderDraft
} from './draft';
import { gistOf } from './gist';
import type { Draft } from './row';
import { item } from '../items/arbitraries';

const stem = 'Well?';
const signs = { true: '+', false: '-', null: '·' };
const told = (draft: Draft) =>
  gistOf(draft).map(({ text, isRight }) => `${signs[`${isRight}`]} ${text}`);

test.each<[string, Draft, string[]]>([
  [
    'options',
    choiceDraft({ stem }, [
      { text: 'This', correct: true },
      { text: 'That', correct: false, credit: 0.5 }
    ]),
    ['+ This', '- That (50%)']
  ],
  ['a verdict', booleanDraft({ stem }, false), ['- True', '+ False']],
  ['gaps', clozeDraft({ stem }, ['Of ', { accept: ['one', 'two'] }]), ['+ Of [one / two]']],
  [
    'a number',
    numericDraft({ stem }, { value: 12, tolerance: 0.5, unit: 'cm' }),
    ['+ 12 ± 0.5 cm']
  ],
  ['a number alone', numericDraft({ stem }, { value: 0, tolerance: 0 }), ['+ 0']],
  ['pairs', matchDraft({ stem }, [{ left: 'A', right: 'B' }], ['C']), ['+ A → B', '- C']],
  ['an order', orderDraft({ stem }, [{ text: 'A' }, { text: 'B' }]), ['+ 1. A', '+ 2. B']],
  ['bins', classifyDraft({ stem }, ['X', 'Y'], [{ text: 'A', bin: 1 }]), ['+ A → Y']],
  ['an essay', noteDraft({ stem }), ['· The answer as a whole (5)']]
])('%s', (_, draft, lines) => {
  expect(told(draft)).toEqual(lines);
});

test('every item has lines, and a draft may have anything', () => {
  fc.assert(fc.property(item, (any) => gistOf(any).length > 0));
  const types = fc.constantFrom('choice', 'boolean', 'cloze', 'match', 'order', 'decision', 'note');
  fc.assert(
    fc.property(types, fc.dictionary(fc.string(), fc.anything()), (type, fields) => {
      const parts = { options: fields, text: fields, gaps: [fields], left: [fields], branches: {} };
      expect(gistOf({ ...fields, ...parts, type, stem } as Draft)).toBeInstanceOf(Array);
    })
  );
});
