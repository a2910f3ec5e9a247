import { expect, test } from 'vitest';
import { confusionsOf } from './confusion';
import { parseItem, type Item } from './items/registry';

function item(raw: object): Item {
  const parsed = parseItem({
    id: 'an-item',
    stem: 'What?',
    objective: 'know-it',
    area: '4',
    sources: ['a-source'],
    explanation: 'So it is.',
    ...raw
  });
  if ('flaws' in parsed) throw new Error(JSON.stringify(parsed.flaws));
  return parsed.item;
}
const option = (id: string, more = {}) => ({ id, text: `Text ${id}`, feedback: 'So.', ...more });

test('options that were chosen wrongly are counted, the most frequent first', () => {
  const choice = item({
    type: 'choice',
    options: [
      option('a', { misconception: 'M01' }),
      option('b', { correct: true }),
      option('c', { misconception: 'M02' })
    ]
  });
  const given = ['c', 'a', 'b', 'c'].map((id) => ({ option: id }));
  expect(confusionsOf(choice, [...given, { option: 'gone' }, {}])).toEqual([
    { about: null, given: 'Text c', misconception: 'M02', times: 2 },
    { about: null, given: 'Text a', misconception: 'M01', times: 1 }
  ]);
});

test('a key that was left out is no confusion, what was chosen beside it is', () => {
  const multiple = item({
    type: 'multiple',
    options: [
      option('a', { correct: true }),
      option('b', { correct: true }),
      option('c'),
      option('d')
    ]
  });
  expect(confusionsOf(multiple, [{ options: ['a', 'c'] }])).toEqual([
    { about: null, given: 'Text c', misconception: null, times: 1 }
  ]);
});

test('an entry says where it was put', () => {
  const classify = item({
    type: 'classify',
    bins: [
      { id: 'spa', text: 'Spa' },
      { id: 'clinic', text: 'Clinic' }
    ],
    entries: ['e1', 'e2', 'e3', 'e4'].map((id) => ({
      ...{ id, text: `Entry ${id}`, bin: id === 'e1' ? 'clinic' : 'spa', feedback: 'So.' },
      ...(id === 'e1' && { misconception: 'M03' })
    }))
  });
  expect(confusionsOf(classify, [{ bins: { e1: 'spa', e2: 'spa' } }])).toEqual([
    { about: 'Entry e1', given: 'Spa', misconception: 'M03', times: 1 }
  ]);
});

test('an expected wrong word and a slip in a number show their misconception', () => {
  const cloze = item({
    type: 'cloze',
    text: 'It is judged by its [[gap]].',
    gaps: [
      {
        id: 'gap',
        accept: ['outcome'],
        feedback: 'The outcome.',
        wrong: [{ text: 'Technique', feedback: 'Not that.', misconception: 'M04' }]
      }
    ]
  });
  expect(confusionsOf(cloze, [{ gaps: { gap: 'technique' } }, { gaps: { gap: 'room' } }])).toEqual([
    { about: 'Gap 1', given: 'technique', misconception: 'M04', times: 1 },
    { about: 'Gap 1', given: 'room', misconception: null, times: 1 }
  ]);
  const numeric = item({
    type: 'numeric',
    value: 10,
    tolerance: 0,
    feedback: 'Ten.',
    wrong: [{ value: 100, misconception: 'M05', feedback: 'Ten times that.' }]
  });
  expect(confusionsOf(numeric, [{ value: 100 }])).toEqual([
    { about: 'The number', given: '100', misconception: 'M05', times: 1 }
  ]);
});
