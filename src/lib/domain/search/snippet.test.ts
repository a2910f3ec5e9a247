import fc from 'fast-check';
import { expect, test } from 'vitest';
import { snippetOf, type Piece } from './snippet';
import { termOf, wordsIn } from './words';

const read = (pieces: Piece[]) =>
  pieces.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');

test('words are marked in every form that was found', () => {
  const text = 'Bodies rest. A body’s weight; nobody sees it.';
  expect(read(snippetOf(text, new Set([termOf('body')!])))).toBe(
    '[Bodies] rest. A [body’s] weight; nobody sees it.'
  );
});

test('a long text is shown where the words stand, from the beginning of a sentence', () => {
  const before = 'Nothing of it is said here. '.repeat(20);
  const text = `${before}At last the sheet is folded. ${before}`;
  const shown = read(snippetOf(text, new Set(['sheet', 'folded']), 100));
  expect(shown).toMatch(/^… At last the \[sheet\] is \[folded\]\. .* …$/);
  expect(shown.length).toBeLessThan(120);
});

test('where most of the words stand together is better than where the first one stands', () => {
  const gap = 'and so on '.repeat(40);
  const text = `a clot ${gap} a clot in the leg, swollen ${gap}`;
  expect(read(snippetOf(text, new Set(['clot', 'leg', 'swollen'])))).toContain(
    '[clot] in the [leg], [swollen]'
  );
});

test('nothing of it is found: the beginning is shown', () => {
  expect(read(snippetOf(`Begin. ${'word '.repeat(90)}`, new Set(['none']), 30))).toMatch(
    /^Begin\. word .* …$/
  );
  expect(snippetOf('', new Set(['none']))).toEqual([]);
});

const word = fc.constantFrom('clot', 'Clots', 'leg', 'ﬁb', 'é', '30', 'sheet', '…', '?', '"', '👣');
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.array(word, { maxLength: 120 }).map((words) => words.join(' '))
);

test('pieces are a part of the text, and what is marked was looked for', () => {
  fc.assert(
    fc.property(
      text,
      fc.subarray(['clot', 'leg', 'sheet', 'fib']),
      fc.nat(200),
      (text, list, n) => {
        const terms = new Set(list);
        const pieces = snippetOf(text, terms, n + 1);
        const inner = pieces.filter(({ text }) => !['… ', ' …'].includes(text));
        expect(text).toContain(inner.map(({ text }) => text).join(''));
        for (const { text, hit } of pieces) {
          expect(text).not.toBe('');
          if (!hit) continue;
          expect(wordsIn(text)).toHaveLength(1);
          expect(terms).toContain(termOf(text));
        }
        // What is there is marked, unless it was cut off.
        if (text.length <= n + 1)
          expect(pieces.filter(({ hit }) => hit).length).toBe(
            wordsIn(text).filter(({ word }) => terms.has(termOf(word) ?? '')).length
          );
      }
    )
  );
});
