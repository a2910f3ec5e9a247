import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compose, countWords, readParts, sections, type Sections } from './soap';

const none: Sections = { subjective: '', objective: '', assessment: '', plan: '' };

/** Anything, and what is most likely to confuse: headings, spaces and line ends. */
const written = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom('\n', '\n\n', ' ', '\r', '\u2028', '\t', 'S', ':'),
        fc.constantFrom(...sections.map(({ letter, text }) => `${letter}: ${text}`)),
        fc.string({ maxLength: 3 })
      )
    )
    .map((pieces) => pieces.join(''))
);
const parts: fc.Arbitrary<Sections> = fc.record({
  subjective: written,
  objective: written,
  assessment: written,
  plan: written
});

test('what was composed is read back to the letter', () => {
  fc.assert(
    fc.property(parts, (parts) => {
      expect(readParts(compose(parts))).toEqual(parts);
    }),
    { numRuns: 2000 }
  );
});

test('of any other text nothing is lost', () => {
  const lines = (text: string) => text.split('\n').filter((line) => line.trim() !== '');
  const isHeading = (line: string) => sections.some((s) => line === `${s.letter}: ${s.text}`);
  fc.assert(
    fc.property(written, (text) => {
      const read = Object.values(readParts(text)).join('\n');
      const kept = lines(read).map((line) => line.trim());
      for (const line of lines(text))
        if (!line.split(/[\r\u2028\u2029]/).some((piece) => isHeading(piece.trim())))
          expect(kept).toContain(line.trim());
    }),
    { numRuns: 2000 }
  );
});

test('a note is written under its headings, in their order', () => {
  expect(compose({ ...none, plan: 'Next week.', subjective: 'Neck stiff.\nSlept badly.' })).toBe(
    'S: Subjective\nNeck stiff.\nSlept badly.\n\nP: Plan\nNext week.'
  );
});

test('nothing written is no text at all', () => {
  expect(compose(none)).toBe('');
  expect(readParts('')).toEqual(none);
});

test('a text without headings is taken as subjective', () => {
  expect(readParts('Neck stiff.')).toEqual({ ...none, subjective: 'Neck stiff.' });
});

test('a heading that comes again adds to its part', () => {
  expect(readParts('Hello.\nS: Subjective\nNeck.\n\nS: Subjective\nBack.').subjective).toBe(
    'Hello.\n\nNeck.\nBack.'
  );
});

test('a line like a heading stays where it was written', () => {
  const plan = 'Next time:\nS: Subjective\n  O: Objective\nas ever';
  expect(readParts(compose({ ...none, plan }))).toEqual({ ...none, plan });
});

test('only words are counted', () => {
  expect(countWords(none)).toBe(0);
  expect(countWords({ ...none, subjective: ' Neck  stiff.\n', plan: 'Rest' })).toBe(3);
});
