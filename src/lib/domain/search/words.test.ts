import fc from 'fast-check';
import { expect, test } from 'vitest';
import { straightened, termOf, termsOf, tolerance, wordsIn } from './words';

test.each([
  ['Effleurage', 'effleurage'],
  ['tissues', 'tissue'],
  ['headaches', 'headache'],
  ['presses', 'press'],
  ['bodies', 'body'],
  ['Café', 'cafe'],
  ['cafe\u0301', 'cafe'],
  ['client’s', 'clients'],
  ["client's", 'client']
])('%s and %s are one', (one, other) => {
  expect(termOf(one)).toBe(termOf(other));
});

test.each([
  ['pus', 'pu'],
  ['pelvis', 'pelvi'],
  ['press', 'pres'],
  ['tonus', 'tonu'],
  ['30', '3']
])('%s and %s are two', (one, other) => {
  expect(termOf(one)).not.toBe(termOf(other));
});

test('small words find nothing, unless there is nothing else yet', () => {
  expect(termsOf('What is the scope of practice?')).toEqual(['scope', 'practice']);
  expect(termsOf('of the')).toEqual(['the']);
  expect(termsOf('?! …')).toEqual([]);
  expect(termsOf('neck neck necks')).toEqual(['neck']);
  expect(termsOf('\ufe7c neck')).toEqual(['neck']);
});

test('a short word and a number have to be right, a long one only nearly', () => {
  expect(['leg', '1996', 'c5'].map(tolerance)).toEqual([0, 0, 0]);
  expect(tolerance('effleurage')).toBeGreaterThan(0);
});

test('letters that changed places are put back, where that makes a word', () => {
  const known = new Set(['client', 'form', 'leg']);
  expect(
    ['clinet', 'lcient', 'form', 'from', 'lge', 'other'].map((t) => straightened(t, known))
  ).toEqual(['client', 'client', 'form', 'form', 'lge', 'other']);
});

/** Any codes at all, halves of surrogate pairs among them. */
const typing = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.constantFrom(0x20, 0x27, 0x65, 0x301)))
  .map((codes) => String.fromCharCode(...codes));

test('whatever is typed is read, and a term stands for itself', () => {
  fc.assert(
    fc.property(typing, (typed) => {
      for (const { word, at } of wordsIn(typed)) expect(typed.startsWith(word, at)).toBe(true);
      const terms = termsOf(typed);
      expect(terms.length).toBeLessThanOrEqual(8);
      for (const term of terms) {
        expect(term).toMatch(/^\S+$/u);
        expect(straightened(term, new Set())).toBe(term);
      }
    })
  );
});
