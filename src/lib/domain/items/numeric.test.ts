import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNumber } from './numbers';
import { grade, optionCount, parseItem, parseResponse, passMark, promptOf } from './registry';

const raw = {
  id: 'an-item',
  type: 'numeric',
  stem: 'How warm is 130 °F?',
  objective: 'know-it',
  area: '4',
  sources: ['a-source'],
  explanation: 'So it is.',
  value: 54.4,
  tolerance: 0.6,
  unit: '°C',
  feedback: 'Less 32, times five ninths.',
  wrong: [{ value: 72.2, tolerance: 0.1, feedback: 'The 32 is still in it.' }]
};
function made(change: object = {}) {
  const parsed = parseItem({ ...raw, ...change });
  if ('flaws' in parsed) throw new Error(JSON.stringify(parsed.flaws));
  return parsed.item;
}
const plain = made();
const choosing = made({ units: ['°C', '°F', 'K'] });

function given(response: object, item = plain) {
  const parsed = parseResponse(item, response);
  if ('error' in parsed) throw new Error(parsed.error);
  return grade(item, parsed.response);
}

test.each([
  [54.4, 1],
  [54, 1],
  [55, 1], // 55 - 54.4 is a little more than 0.6 in binary fractions
  [53.8, 1],
  ['54,4', 1],
  [' +54.4 ', 1],
  [55.1, 0],
  [0, 0],
  ['', 0],
  [null, 0]
])('%j scores %d', (value, score) => {
  expect(given({ value }).score).toBe(score);
});

test.each([
  [{ value: 54, unit: '°C' }, 1],
  [{ value: 54, unit: 'K' }, 0.5],
  [{ value: 54 }, 0.5],
  [{ value: 1, unit: '°C' }, 0],
  [{ unit: '°C' }, 0],
  [{}, 0]
])('where a unit is to be chosen, %j scores %d', (response, score) => {
  expect(given(response, choosing).score).toBe(score);
});

test('half does not pass', () => {
  expect(passMark(choosing)).toBeGreaterThan(0.5);
});

test('a number that was to be expected gets its own feedback', () => {
  const feedback = (value: number) => given({ value }).marks[0]!.feedback;
  expect(feedback(72.2)).toBe('The 32 is still in it.');
  expect(feedback(73)).toBe(raw.feedback);
  expect(feedback(54)).toBe(raw.feedback);
});

test('a mark for the number, and one for the unit where there is a choice', () => {
  expect(given({ value: '1,5' }).marks).toEqual([
    { part: 'value', key: '54.4', given: '1.5', right: false, feedback: raw.feedback }
  ]);
  expect(given({ value: 54, unit: 'K' }, choosing).marks[1]).toEqual({
    part: 'unit',
    key: '°C',
    given: 'K',
    right: false,
    feedback: null
  });
});

test('the unit is shown only where it is not the question', () => {
  expect(promptOf(plain, Math.random)).toMatchObject({ unit: '°C', units: null });
  expect(promptOf(choosing, Math.random)).toMatchObject({ unit: null, units: ['K', '°C', '°F'] });
});

test('another unit than those of the item is refused, as is one where it has none', () => {
  expect(parseResponse(choosing, { value: 1, unit: 'm' })).toHaveProperty('error');
  expect(parseResponse(plain, { value: 1, unit: 'K' })).toHaveProperty('error');
  expect(parseResponse(made({ unit: undefined }), { value: 1, unit: 'K' })).toEqual({
    error: expect.stringContaining('has none')
  });
});

test('one cannot guess a number', () => {
  expect(optionCount(plain)).toBeNull();
});

describe('reading what somebody wrote', () => {
  test.each([
    ['54.4', 54.4],
    ['54,4', 54.4],
    ['+54,4', 54.4],
    ['+ 5', 5],
    ['−3', -3],
    ['-0', 0],
    ['.5', 0.5],
    [',5', 0.5],
    ['5.', 5],
    ['0,125', 0.125],
    ['1.234', 1.234],
    ['1250', 1250],
    ['\u00a062\u00a0', 62],
    ['６２', 62],
    ['007', 7],
    ['  ', null]
  ])('%j is %j', (text, number) => expect(readNumber(text)).toBe(number));

  test.each(['1,250', '12,500', '1 250', '1\u202f250', "1'250", '1.250.000', '1,250.5', '-1,250'])(
    '%j has separators of thousands',
    (text) => expect(readNumber(text)).toEqual({ error: expect.stringContaining('thousands') })
  );

  test.each([
    ['62 hours', 'by itself'],
    ['50%', 'by itself'],
    ['sixty', 'figures'],
    ['1e3', 'figures'],
    ['1/2', 'figures'],
    ['5-6', 'figures'],
    ['1.2.3', 'figures'],
    ['+', 'figures'],
    ['NaN', 'figures'],
    ['9'.repeat(101), 'shorter']
  ])('%j cannot be read, and it is said how to write it', (text, mend) => {
    expect(readNumber(text)).toEqual({ error: expect.stringContaining(mend) });
    const refused = parseResponse(plain, { value: text });
    expect(refused).toEqual({ error: expect.stringMatching(/^value: [A-Z]/) });
  });

  test('what can be printed can be read, with a point or a comma', () => {
    const printed = fc.double({ noNaN: true, min: -999, max: 999 }).map((n) => n.toFixed(2));
    fc.assert(
      fc.property(printed, (text) => {
        expect(readNumber(text)).toBe(Number(text) + 0);
        expect(readNumber(text.replace('.', ','))).toBe(Number(text) + 0);
      })
    );
  });

  test('nothing breaks it', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123 .,+-’e') }), (text) => {
        const read = readNumber(text);
        if (typeof read === 'number') expect(Number.isFinite(read)).toBe(true);
      })
    );
  });
});

test.each([
  ['no value', { value: undefined }, 'value', ''],
  ['infinity', { value: Infinity, wrong: [] }, 'value', 'infinite'],
  ['a tolerance below 0', { tolerance: -1 }, 'tolerance', '0 or more'],
  ['no tolerance', { tolerance: undefined }, 'tolerance', ''],
  ['units without the right one', { units: ['K', '°F'] }, '', 'among the units'],
  ['one unit to choose from', { units: ['°C'] }, 'units', 'at least two'],
  ['a slip that is right', { wrong: [{ value: 54, feedback: 'No.' }] }, '', 'makes right']
])('%s: refused with its mend', (_, change, place, mend) => {
  const parsed = parseItem({ ...raw, ...change });
  const flaws = 'flaws' in parsed ? parsed.flaws : [];
  expect(flaws.map(({ path }) => path.join('.'))).toEqual([place]);
  expect(flaws[0]!.message).toContain(mend);
});
