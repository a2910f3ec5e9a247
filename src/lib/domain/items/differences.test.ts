import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differences } from './differences';

const options = [
  { id: 'a', text: 'One', correct: true },
  { id: 'b', text: 'Two', feedback: 'No.' }
];
const question = { type: 'choice', stem: 'Well?', options };

test('what is the same is not told', () => {
  expect(differences(question, structuredClone(question))).toEqual([]);
  expect(
    differences(question, {
      ...question,
      options: options.map((o) => ({ ...o, credit: undefined }))
    })
  ).toEqual([]);
});

test('each field that differs is told by its name', () => {
  expect(
    differences(
      { ...question, hint: 'Think.' },
      { ...question, stem: 'So?', options: [options[0], { ...options[1], feedback: 'Never.' }] }
    )
  ).toEqual([
    { where: 'Question', mine: 'Well?', theirs: 'So?' },
    { where: 'Option 2, feedback', mine: 'No.', theirs: 'Never.' },
    { where: 'Hint', mine: 'Think.', theirs: '' }
  ]);
});

test('parts are compared by what they are, not where they stand', () => {
  const added = { id: 'c', text: 'Three' };
  expect(differences(question, { ...question, options: [added, ...options] })).toEqual([
    { where: 'Option 3', mine: '', theirs: 'Three' }
  ]);
});

test('another order is told, which may be the key', () => {
  expect(differences(question, { ...question, options: options.toReversed() })).toEqual([
    { where: 'Order of the options', mine: 'One · Two', theirs: 'Two · One' }
  ]);
});

test('a discarded draft differs in everything; whatever was typed can be compared', () => {
  expect(differences(question, null).map(({ mine }) => mine)).toContain('Well?');
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (mine, theirs) => {
      expect(differences(mine, mine)).toEqual([]);
      for (const { mine: here, theirs: there } of differences(mine, theirs))
        expect(here).not.toBe(there);
    })
  );
});
