import fc from 'fast-check';
import { expect, test } from 'vitest';
import { confidences } from './answer';
import { Again, Good, Hard } from './memory';
import { rate } from './rating';

const known = { score: 1, passMark: 1, confidence: undefined, hint: false } as const;

test.each([
  ['entirely right', {}, Good],
  ['right and sure', { confidence: 'sure' }, Good],
  ['right but unsure', { confidence: 'unsure' }, Good],
  ['right by a guess', { confidence: 'guessed' }, Again],
  ['right with a hint', { hint: true }, Hard],
  ['right by a guess with a hint', { confidence: 'guessed', hint: true }, Again],
  ['wrong', { score: 0 }, Again],
  ['wrong but sure', { score: 0, confidence: 'sure' }, Again],
  ['half of what must be whole', { score: 0.5 }, Again],
  ['at the pass mark', { score: 0.75, passMark: 0.75 }, Hard],
  ['above the pass mark', { score: 0.8, passMark: 0.75 }, Hard],
  ['just below the pass mark', { score: 0.7499, passMark: 0.75 }, Again],
  ['whole where less would do', { score: 1, passMark: 0.75 }, Good]
] as const)('%s', (_, answer, rating) => {
  expect(rate({ ...known, ...answer })).toBe(rating);
});

test('a better score never gives a worse rating, and Easy is never given', () => {
  const score = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      score,
      score,
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      fc.constantFrom(undefined, ...confidences),
      fc.boolean(),
      (a, b, passMark, confidence, hint) => {
        const [worse, better] = [Math.min(a, b), Math.max(a, b)].map((score) =>
          rate({ score, passMark, confidence, hint })
        );
        expect(better).toBeGreaterThanOrEqual(worse!);
        expect(better).toBeLessThanOrEqual(Good);
      }
    )
  );
});
