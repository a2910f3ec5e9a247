import { expect, test } from 'vitest';
import { compose, noteLength, type Sections } from '$lib/domain/items/soap';
import { gainOf, missingFrom, pointsIn, roomIn, storableOf } from './writing';

const full: Sections = {
  subjective: 'One.',
  objective: 'Two.',
  assessment: 'Three.',
  plan: 'Four.'
};

test.each([
  [{}, null, ''],
  [{}, 4, ''],
  [{}, 5, '4 of at least 5 words so far.'],
  [{ plan: ' \n' }, 9, 'Plan is still empty.'],
  [{ objective: '', plan: '' }, null, 'Objective and Plan are still empty.'],
  [
    { subjective: '', objective: '', plan: '' },
    null,
    'Subjective, Objective and Plan are still empty.'
  ],
  [{ subjective: ' ', objective: '', assessment: '', plan: '' }, null, 'Write something first.']
])('%j with at least %s words: %s', (change, minWords, missing) => {
  expect(missingFrom({ ...full, ...change }, minWords)).toBe(missing);
});

test('a note that fills its room is not too long, whichever part it went to', () => {
  const none: Sections = { subjective: '', objective: '', assessment: '', plan: '' };
  const grown = { ...none, subjective: 'x'.repeat(roomIn('')) };
  expect(roomIn(compose(grown))).toBe(0);
  const rest = { ...grown, objective: 'x', assessment: 'x', plan: 'O: Objective' };
  expect(compose(rest).length).toBeLessThanOrEqual(noteLength);
});

test('what a database cannot keep is replaced, and nothing else', () => {
  expect(storableOf('a\0b \ud83d c 😀 d\n')).toBe('a\ufffdb \ufffd c 😀 d\n');
});

test('points are counted in words, and told apart without them', () => {
  const mark = (key: string, given: string | null) => ({
    part: 'a',
    key,
    given,
    right: given === key,
    feedback: null
  });
  expect(pointsIn([mark('3', '2.5'), mark('2', '2'), mark('1', null)])).toBe('4.5 of 6 points');
  expect(pointsIn([mark('1', '0')])).toBe('0 of 1 point');
  expect(['2', '0.5', '0', null].map((given) => gainOf(mark('2', given)))).toEqual([
    'all',
    'some',
    'none',
    'none'
  ]);
});
