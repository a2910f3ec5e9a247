import fc from 'fast-check';
import { expect, test } from 'vitest';
import { confidences } from './answer';
import { Again, Easy, Good, Hard } from './memory';
import { isQuick, mappers, rate } from './rating';

const known = {
  ...{ score: 1, passMark: 1, confidence: undefined, hint: false, quick: false },
  optionCount: 4
} as const;

test.each([
  ['entirely right', {}, Good],
  ['right and sure', { confidence: 'sure' }, Good],
  ['right but unsure', { confidence: 'unsure' }, Good],
  ['right, sure and quick', { confidence: 'sure', quick: true }, Easy],
  ['right and quick', { quick: true }, Good],
  ['right and quick, but unsure', { confidence: 'unsure', quick: true }, Good],
  ['right, sure and quick with a hint', { confidence: 'sure', quick: true, hint: true }, Hard],
  [
    'partly right, sure and quick',
    { ...{ score: 0.8, passMark: 0.75 }, confidence: 'sure', quick: true },
    Hard
  ],
  ['quick and by a guess', { confidence: 'guessed', quick: true }, Again],
  ['right by a guess', { confidence: 'guessed' }, Again],
  ['right with a hint', { hint: true }, Hard],
  ['right by a guess with a hint', { confidence: 'guessed', hint: true }, Again],
  ['wrong', { score: 0 }, Again],
  ['wrong but sure', { score: 0, confidence: 'sure' }, Again],
  ['half of what must be whole', { score: 0.5 }, Again],
  ['at the pass mark', { score: 0.75, passMark: 0.75 }, Hard],
  ['above the pass mark', { score: 0.8, passMark: 0.75 }, Hard],
  ['just below the pass mark', { score: 0.7499, passMark: 0.75 }, Again],
  ['whole where less would do', { score: 1, passMark: 0.75 }, Good],
  ['right as a coin may be', { optionCount: 2 }, Again],
  ['right of two and unsure', { optionCount: 2, confidence: 'unsure' }, Again],
  ['right of two and sure', { optionCount: 2, confidence: 'sure' }, Hard],
  ['right of three', { optionCount: 3 }, Good],
  ['right where one cannot guess', { optionCount: null }, Good]
] as const)('%s', (_, answer, rating) => {
  expect(rate({ ...known, ...answer })).toBe(rating);
});

test('a better score never gives a worse rating, and only quick and sure is Easy', () => {
  const score = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      score,
      score,
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      fc.constantFrom(undefined, ...confidences),
      fc.boolean(),
      fc.boolean(),
      fc.option(fc.integer({ min: 2, max: 9 })),
      (a, b, passMark, confidence, hint, quick, optionCount) => {
        const told = { passMark, confidence, hint, quick, optionCount };
        const [worse, better] = [Math.min(a, b), Math.max(a, b)].map((score) =>
          rate({ score, ...told })
        );
        expect(better).toBeGreaterThanOrEqual(worse!);
        if (!quick || confidence !== 'sure') expect(better).toBeLessThanOrEqual(Good);
        expect(mappers[1]!({ score: a, ...told })).toBeLessThanOrEqual(Good);
        if (optionCount === 2) expect(better).toBeLessThanOrEqual(Hard);
        else expect(better).toBe(mappers[2]!({ score: Math.max(a, b), ...told }));
      }
    )
  );
});

test('quick is what was recalled within the pace that is known, never what is recognised', () => {
  const paces = { cloze: 8000, choice: 8000 };
  expect(isQuick('cloze', 8000, paces)).toBe(true);
  expect(isQuick('cloze', 8001, paces)).toBe(false);
  expect(isQuick('choice', 10, paces)).toBe(false);
  expect(isQuick('numeric', 0, paces)).toBe(false);
});
