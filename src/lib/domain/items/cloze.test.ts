import { describe, expect, test } from 'vitest';
import { normalise } from './cloze';
import { splitAtGaps } from './gaps';
import { grade, optionCount, parseItem, parseResponse } from './registry';

const parsed = parseItem({
  id: 'an-item',
  type: 'cloze',
  stem: 'Complete it.',
  objective: 'know-it',
  area: '4',
  sources: ['a-source'],
  explanation: 'So it is.',
  text: 'Hot [[stuff]] are placed by a [[person]].',
  gaps: [
    { id: 'stuff', accept: ['stones', 'basalt stones'], feedback: 'About stones.' },
    {
      id: 'person',
      accept: ['masseuse à domicile'],
      feedback: 'About people.',
      wrong: [{ text: 'doctor', feedback: 'No doctor is needed.' }]
    }
  ]
});
if ('flaws' in parsed) throw new Error(JSON.stringify(parsed.flaws));
const { item } = parsed;

const answer = (gaps: Record<string, unknown>) => parseResponse(item, { gaps });
function given(gaps: Record<string, string>) {
  const response = answer(gaps);
  if ('error' in response) throw new Error(response.error);
  return grade(item, response.response);
}

test.each([
  [{ stuff: 'stones', person: 'masseuse à domicile' }, 1],
  [{ stuff: 'basalt stones', person: 'masseuse à domicile' }, 1],
  [{ stuff: 'stones' }, 0.5],
  [{ stuff: 'stones', person: 'doctor' }, 0.5],
  [{ stuff: 'pebbles', person: 'doctor' }, 0],
  [{ stuff: '   ' }, 0],
  [{}, 0]
])('each gap counts alike: %j scores %d', (gaps, score) => {
  expect(given(gaps).score).toBe(score);
});

test.each([
  ['case', 'Masseuse À Domicile'],
  ['accents', 'masseuse a domicile'],
  ['accents written apart', 'masseuse a\u0300 domicile'],
  ['spaces around', '  masseuse à domicile\n'],
  ['spaces between', 'masseuse   à\tdomicile'],
  ['a hard space', 'masseuse\u00a0à\u00a0domicile'],
  ['wide letters', 'ｍasseuse à domicile']
])('%s does not matter', (_, typed) => {
  expect(given({ person: typed }).marks[1]!.right).toBe(true);
});

test.each(['masseuse', 'masseuseàdomicile', 'masseuse à domicile!', 'masseur à domicile'])(
  '%j is another answer',
  (typed) => {
    expect(given({ person: typed }).marks[1]!.right).toBe(false);
  }
);

test('a word that was to be expected gets its own feedback, any other that of the gap', () => {
  const feedback = (person: string) => given({ person }).marks[1]!.feedback;
  expect(feedback('Doctor ')).toBe('No doctor is needed.');
  expect(feedback('waiter')).toBe('About people.');
  expect(feedback('masseuse à domicile')).toBe('About people.');
});

test('a mark has the first wording as its key, and the answer as it was typed', () => {
  expect(given({ stuff: ' Basalt Stones ' }).marks).toEqual([
    {
      part: 'stuff',
      key: 'stones',
      given: 'Basalt Stones',
      right: true,
      feedback: 'About stones.'
    },
    {
      part: 'person',
      key: 'masseuse à domicile',
      given: null,
      right: false,
      feedback: 'About people.'
    }
  ]);
});

describe('what a database cannot store is refused', () => {
  test.each([
    ['NUL', 'stones\0'],
    ['half of a pair', 'stones \ud83d'],
    ['the other half', '\ude00stones']
  ])('%s', (_, typed) => {
    expect(answer({ stuff: typed })).toEqual({
      error: expect.stringMatching(/^gaps\.stuff: Take out/)
    });
  });

  test('a whole pair is no harm', () => {
    expect(answer({ stuff: 'stones 😀' })).toHaveProperty('response');
  });

  test('more than 200 characters', () => {
    expect(answer({ stuff: 'x'.repeat(200) })).toHaveProperty('response');
    expect(answer({ stuff: 'x'.repeat(201) })).toEqual({
      error: expect.stringContaining('200 characters')
    });
  });
});

test('normalising twice changes nothing more', () => {
  for (const text of ['İSTANBUL', 'Straße', '  Ǆ ﬁ ', 'Å\u0301', 'नमस्ते'])
    expect(normalise(normalise(text))).toBe(normalise(text));
});

test('the text is split at its gaps, so that gaps have odd places', () => {
  expect(splitAtGaps('Hot [[stuff]] are placed by a [[person]].')).toEqual([
    'Hot ',
    'stuff',
    ' are placed by a ',
    'person',
    '.'
  ]);
  expect(splitAtGaps('[[a]][[b]]')).toEqual(['', 'a', '', 'b', '']);
  expect(splitAtGaps('No [gap] at [[ all ]]')).toEqual(['No [gap] at [[ all ]]']);
});

test('one cannot guess a word', () => {
  expect(optionCount(item)).toBeNull();
});
