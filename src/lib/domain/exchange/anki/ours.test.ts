import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { item as anyItem, secret } from '../../items/arbitraries';
import { parseItem, type Item } from '../../items/registry';
import { fieldNames, valuesOf } from './ours';
import { readerOf } from './rows';

const ours = { name: 'Palpate', fields: [...fieldNames], cards: [], isCloze: false };
const read = (values: string[]) => readerOf(ours)({ number: 1, values, tags: [], decks: [] });

const placeOf = (name: (typeof fieldNames)[number]) => fieldNames.indexOf(name);

/** The values of an item, one of them changed. */
const edited = (
  item: Item,
  name: (typeof fieldNames)[number],
  edit: (html: string) => string
): string[] => valuesOf(item).map((html, place) => (place === placeOf(name) ? edit(html) : html));

const choice = (() => {
  const parsed = parseItem({
    id: 'fever',
    type: 'choice',
    stem: 'Which is a contraindication?\n\nOne is < 37 °C & “normal”.',
    hint: 'Hot',
    explanation: 'It spreads.',
    objective: 'contraindications',
    area: '4',
    sources: ['book'],
    options: [
      { id: 'a', text: 'Fever', correct: true, feedback: 'Yes' },
      { id: 'b', text: 'Stress', credit: 0.25 },
      { id: 'c', text: 'Age', misconception: 'age' }
    ]
  });
  if ('flaws' in parsed) throw new Error(JSON.stringify(parsed.flaws));
  return parsed.item;
})();

test('what was not changed comes back whole, whatever its type', () => {
  fc.assert(
    fc.property(anyItem, (item) => {
      const { draft, flaws, lost } = read(valuesOf(item).map((value) => value.normalize('NFC')));
      expect(draft).toEqual(item);
      expect([...flaws, ...lost]).toEqual([]);
    }),
    { numRuns: 200 }
  );
});

test('any text comes back as it was', () => {
  const text = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .map((words) => `${words}<&"\n{{c1::x}}[sound:y]\u2028`)
    .filter((words) => words.trim() !== '' && !/\0|\p{Surrogate}/u.test(words));
  fc.assert(
    fc.property(text, text, (stem, explanation) => {
      const parsed = parseItem({ ...choice, stem, explanation });
      if ('flaws' in parsed) throw new Error(JSON.stringify(parsed.flaws));
      const { draft, flaws } = read(valuesOf(parsed.item).map((value) => value.normalize('NFC')));
      expect(draft).toEqual(parsed.item);
      expect(flaws).toEqual([]);
    })
  );
});

test('signs of Unicode that Anki writes in another way come back as they were', () => {
  const item = { ...choice, stem: 'e\u0301 \u2126 \u{1F9B4} \u001f \u007f' };
  const values = valuesOf(item);
  expect(values.join('')).not.toContain('\u001f');
  expect(read(values.map((value) => value.normalize('NFC'))).draft).toEqual(item);
});

test('the front never tells the key', () => {
  fc.assert(
    fc.property(anyItem, (item) => {
      const front = ['Question', 'Options', 'Hint', 'Scene'] as const;
      const values = valuesOf(item);
      for (const name of front) expect(values[placeOf(name)]).not.toContain(secret);
    })
  );
});

test('an order is not shown in its order', () => {
  fc.assert(
    fc.property(anyItem, (item) => {
      fc.pre(item.type === 'order');
      const texts = item.entries.map(({ text }) => text);
      fc.pre(new Set(texts).size === texts.length);
      const { draft: _ } = read(valuesOf(item));
      const [shown, key] = (['Options', 'Answer'] as const).map((name) =>
        valuesOf(item)
          [placeOf(name)]!.match(/(?<=<li>)(?:<b>)?[^<]*/g)
          ?.map((line) => line.replace('<b>', ''))
      );
      expect(shown).not.toEqual(key);
    })
  );
});

test('a card is plain: marks beside words, each option once, signs escaped', () => {
  expect(valuesOf(choice).slice(0, 5)).toEqual([
    'Which is a contraindication?<br><br>One is &lt; 37 °C &amp; “normal”.',
    expect.stringMatching(/^<ol type="A">(<li>(Fever|Stress|Age)<\/li>){3}<\/ol>$/),
    expect.stringMatching(
      /^<ul><li><b>✓ [A-C]\. Fever<\/b><br>Yes<\/li>(<li>✗ [A-C]\. (Stress \(25 %\)|Age)<\/li>){2}<\/ul>$/
    ),
    'It spreads.',
    'Hot'
  ]);
});

describe('what was changed in Anki', () => {
  test.each([
    ['Question', '<p>Which <b>one</b> is?</p>', { stem: 'Which one is?' }],
    ['Explanation', 'Because.', { explanation: 'Because.' }],
    ['Hint', '', { hint: undefined }]
  ] as const)('%s, is taken over', (name, html, change) => {
    const { draft, flaws } = read(edited(choice, name, () => html));
    expect(draft).toEqual({ ...choice, ...change });
    expect(flaws).toEqual([]);
  });

  test('an option, keeps what the card does not show', () => {
    const { draft, flaws } = read(
      edited(choice, 'Options', (html) => html.replace('Age', 'Old age'))
    );
    expect(draft!.options).toMatchObject([
      { id: 'a', text: 'Fever', feedback: 'Yes' },
      { id: 'b', credit: 0.25 },
      { id: 'c', text: 'Old age', misconception: 'age' }
    ]);
    expect(flaws).toEqual([]);
  });

  test('the key, is the key', () => {
    const { draft, flaws } = read(
      edited(choice, 'Answer', (html) =>
        html.replace(/✓ (.)\. Fever/, '✗ $1. Fever').replace(/✗ (.)\. Age/, '✓ $1. Age')
      )
    );
    const options = draft!.options as { correct: boolean }[];
    expect(options.map(({ correct }) => correct)).toEqual([false, false, true]);
    expect(flaws).toEqual([]);
  });

  test.each([
    ['Options', (html: string) => html.replace('</ol>', '<li>Work</li></ol>'), 'cannot be read'],
    ['Answer', () => 'None of them', 'cannot be read'],
    ['Scene', () => 'In a clinic', 'scene was changed']
  ] as const)('%s, so that it cannot be read, is told', (name, edit, flaw) => {
    const { draft, flaws } = read(edited(choice, name, edit));
    expect(draft).toEqual(choice);
    expect(flaws.map(({ text }) => text)).toEqual([expect.stringContaining(flaw)]);
  });

  test('the copy itself, leaves what the card shows', () => {
    const { draft, flaws, lost } = read(edited(choice, 'Item', () => '{"type":"choice"'));
    expect(draft).toMatchObject({
      type: 'choice',
      stem: choice.stem,
      explanation: expect.stringContaining('It spreads.')
    });
    expect(draft!.options).toHaveLength(3);
    const options = draft!.options as { text: string; correct: boolean }[];
    expect(options.find(({ correct }) => correct)!.text).toBe('Fever');
    expect(flaws).toEqual([]);
    expect(lost.map(({ text }) => text)).toEqual([expect.stringContaining('damaged')]);
  });
});
