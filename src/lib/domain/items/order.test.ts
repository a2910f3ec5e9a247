import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grade, optionCount, parseItem, parseResponse, passMark, promptOf } from './registry';
import { placeName } from './places';
import { seededRandom } from '../shuffle';

const base = {
  id: 'an-item',
  type: 'order',
  stem: 'Put these in order.',
  objective: 'know-it',
  area: '4',
  sources: ['a-source'],
  explanation: 'So it is.'
};
const key = ['d', 'b', 'e', 'a', 'c', 'g', 'f', 'h'];
const entries = (ids: string[]) => ids.map((id) => ({ id, text: id, feedback: `About ${id}.` }));

function sequence(length: number) {
  const parsed = parseItem({ ...base, entries: entries(key.slice(0, length)) });
  if ('flaws' in parsed) throw new Error(JSON.stringify(parsed.flaws));
  return parsed.item;
}
const five = sequence(5);

function given(order: string[], item = five) {
  const response = parseResponse(item, { order });
  if ('error' in response) throw new Error(response.error);
  return grade(item, response.response);
}

test.each([
  ['the key', 'dbeac', 1],
  ['two neighbours exchanged', 'bdeac', 0.8],
  ['two pairs of neighbours exchanged', 'bdaec', 0.6],
  ['the first put last', 'beacd', 0.2],
  ['the reverse', 'caebd', 0],
  ['half of the pairs', 'edcab', 0],
  ['three that are in order', 'dec', 0.3],
  ['two that are not', 'ae', 0],
  ['one', 'd', 0],
  ['nothing', '', 0]
])('%s: %s scores %d', (_, order, score) => {
  expect(given([...order]).score).toBeCloseTo(score);
});

test('a mark says which place an entry was given, and which is its own', () => {
  expect(given(['b', 'd', 'e']).marks).toEqual([
    { part: 'd', key: '1st', given: '2nd', right: false, feedback: 'About d.' },
    { part: 'b', key: '2nd', given: '1st', right: false, feedback: 'About b.' },
    { part: 'e', key: '3rd', given: '3rd', right: true, feedback: 'About e.' },
    { part: 'a', key: '4th', given: null, right: false, feedback: 'About a.' },
    { part: 'c', key: '5th', given: null, right: false, feedback: 'About c.' }
  ]);
});

test('exchanging two neighbours helps exactly when they stood the wrong way round', () => {
  const orders = fc.shuffledSubarray(key.slice(0, 5), { minLength: 2 });
  fc.assert(
    fc.property(orders, fc.nat(), (order, n) => {
      const i = n % (order.length - 1);
      const [one, other] = [order[i]!, order[i + 1]!];
      const exchanged = order.with(i, other).with(i + 1, one);
      const change = given(exchanged).score - given(order).score;
      if (key.indexOf(one) > key.indexOf(other)) expect(change).toBeGreaterThanOrEqual(0);
      else expect(change).toBeLessThanOrEqual(0);
    })
  );
});

/** Every order of a list. */
const permutations = (list: string[]): string[][] =>
  list.length < 2
    ? [list]
    : list.flatMap((first) =>
        permutations(list.filter((other) => other !== first)).map((rest) => [first, ...rest])
      );

describe.each([3, 4, 5, 6])('a blind guess at %d entries', (length) => {
  const item = sequence(length);
  const scores = permutations(key.slice(0, length)).map((order) => given(order, item).score);

  test('is one of as many as is said', () => {
    expect(optionCount(item)).toBe(scores.length);
  });

  test('seldom passes, and earns little', () => {
    const passing = scores.filter((score) => score >= passMark(item)).length;
    expect(passing / scores.length).toBeLessThanOrEqual(1 / 6);
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    expect(mean).toBeLessThan(0.3);
  });
});

test('it is shown in any order but the right one', () => {
  const three = sequence(3);
  const shown = Array.from({ length: 200 }, (_, i) => {
    const prompt = promptOf(three, seededRandom(`${i}`));
    return prompt.type === 'order' ? prompt.entries.map(({ id }) => id).join('') : '';
  });
  expect([...new Set(shown)].sort()).toEqual(['bde', 'bed', 'deb', 'ebd', 'edb']);
});

test('an entry twice is refused', () => {
  expect(parseResponse(five, { order: ['d', 'd'] })).toEqual({
    error: expect.stringContaining('only once')
  });
});

test.each([
  ['too few', ['b', 'a'], 'at least three'],
  ['too many', [...key, 'i'], 'at most eight'],
  ['one twice', ['b', 'a', 'b'], 'id of its own'],
  ['ids that tell the order', ['a', 'b', 'c'], 'give it away']
])('%s: refused with its mend', (_, ids, mend) => {
  const parsed = parseItem({ ...base, entries: entries(ids) });
  expect(parsed).toEqual({
    flaws: [{ path: ['entries'], message: expect.stringContaining(mend) }]
  });
});

test('places have names', () => {
  expect([0, 1, 2, 3, 7].map(placeName)).toEqual(['1st', '2nd', '3rd', '4th', '8th']);
});
