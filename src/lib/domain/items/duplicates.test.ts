import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { duplicatesAmong, wordingOf, type Known } from './duplicates';

const pressure: Known = {
  id: 'pressure',
  stem: 'A client with fragile skin asks for deep pressure. What should the therapist do first?',
  parts: ['Explain why lighter work is safer', 'Work as deep as asked', 'End the session']
};
const heat: Known = {
  id: 'heat',
  stem: 'How long may a hot stone stay in one place on the back of a client?',
  parts: ['A few seconds', 'Five minutes', 'As long as it feels pleasant']
};
const find = duplicatesAmong([pressure, heat]);

test('the same words are the same, whatever their case, accents, marks and order of options', () => {
  const stem = pressure.stem.toUpperCase().replace('.', ' –').replace('CLIENT', 'CLÍENT');
  expect(find({ stem, parts: pressure.parts.toReversed() })).toEqual([
    { id: 'pressure', likeness: 1 }
  ]);
});

test('a few other words are nearly the same, and not taken for the same', () => {
  const [found, ...others] = find({
    stem: 'A client with fragile skin asks for deeper pressure. What does the therapist do first?',
    parts: ['Explain why lighter work is safer', 'Work as deeply as asked', 'Stop the session']
  });
  expect(found!.id).toBe('pressure');
  expect(found!.likeness).toBeGreaterThan(0.6);
  expect(found!.likeness).toBeLessThan(1);
  expect(others).toEqual([]);
});

test('while only the stem is written, stems are compared', () => {
  const [found] = find({ stem: pressure.stem, parts: ['', ' '] });
  expect(found).toMatchObject({ id: 'pressure' });
});

test('a stem that everybody begins with makes no duplicate of other options', () => {
  const stem = 'Which of the following statements is true?';
  const among = duplicatesAmong([
    { id: 'x', stem, parts: ['Heat dilates vessels', 'Cold dilates'] }
  ]);
  expect(among({ stem, parts: ['Lymph flows to the heart', 'Lymph flows away'] })).toEqual([]);
  expect(among({ stem, parts: [] })).toEqual([]);
});

test('another question, or none yet, is like nothing; a question is not its own duplicate', () => {
  expect(find({ stem: 'Name the bone under the heel.', parts: ['Calcaneus', 'Talus'] })).toEqual(
    []
  );
  expect(find({ stem: '', parts: [] })).toEqual([]);
  expect(find(pressure)).toEqual([]);
});

describe('what a question says', () => {
  test.each([
    ['options', { options: [{ id: 'a', text: 'One', feedback: 'No.' }] }, ['One']],
    [
      'gaps',
      { text: 'Work is [[gap]]-based', gaps: [{ id: 'gap', accept: ['outcome'] }] },
      ['Work is  -based', 'outcome']
    ],
    ['a number', { value: 12, unit: 'cm' }, ['12']],
    ['branches', { branches: { refer: { text: 'Refer', credit: 1, leads: 'On.' } } }, ['Refer']],
    ['neither hint nor explanation', { hint: 'Think.', explanation: 'So.' }, []],
    ['nothing of another kind', { options: [null, { text: 3 }], accept: [4] }, []]
  ])('%s', (_, draft, parts) => {
    expect(wordingOf({ stem: 'Well?', ...draft })).toEqual({ stem: 'Well?', parts });
  });
});

const word = fc.constantFrom(
  ...'alpha beta gamma delta epsilon zeta theta kappa lambda sigma'.split(' ')
);
const sentences = fc.array(fc.array(word, { minLength: 1, maxLength: 8 }), { maxLength: 30 });

test('the index finds what comparing each with each finds', () => {
  fc.assert(
    fc.property(sentences, fc.array(word, { minLength: 1, maxLength: 8 }), (lists, wanted) => {
      const known = lists.map((words, i) => ({ id: String(i), stem: '', parts: words }));
      const found = duplicatesAmong(known)({ stem: '', parts: wanted });
      const set = new Set(wanted);
      const plainly = known.filter(({ parts }) => {
        const other = new Set(parts);
        const common = [...set].filter((w) => other.has(w)).length;
        return common / (set.size + other.size - common) >= 0.6;
      });
      expect(found.map(({ id }) => Number(id)).sort((a, b) => a - b)).toEqual(
        plainly.map(({ id }) => Number(id))
      );
    })
  );
});

test('five thousand against five thousand take seconds', () => {
  // Every word of a question from a vocabulary in which few are frequent, as in a language.
  let seed = 1;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const words = (count: number) =>
    Array.from({ length: count }, () => `word${Math.floor(8000 * random() ** 4)}x`).join(' ');
  const many = Array.from({ length: 5000 }, (_, i) => ({
    id: String(i),
    stem: words(15),
    parts: [words(5), words(5), words(5)]
  }));
  const start = performance.now();
  const among = duplicatesAmong(many);
  for (const { stem, parts } of many) expect(among({ stem, parts })[0]!.likeness).toBe(1);
  expect(performance.now() - start).toBeLessThan(60_000);
});
