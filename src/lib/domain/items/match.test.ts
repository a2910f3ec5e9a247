import { expect, test } from 'vitest';
import { grade, optionCount, parseItem, parseResponse, passMark } from './registry';

const raw = {
  id: 'an-item',
  type: 'match',
  stem: 'Match these.',
  objective: 'know-it',
  area: '4',
  sources: ['a-source'],
  explanation: 'So it is.',
  left: [
    ['a', 'x'],
    ['b', 'y'],
    ['c', 'z'],
    ['d', 'w']
  ].map(([id, right]) => ({ id, right, text: id, feedback: `About ${id}.` })),
  right: ['v', 'w', 'x', 'y', 'z'].map((id) => ({ id, text: id }))
};
const parsed = parseItem(raw);
if ('flaws' in parsed) throw new Error(JSON.stringify(parsed.flaws));
const { item } = parsed;

function given(pairs: Record<string, string>) {
  const response = parseResponse(item, { pairs });
  if ('error' in response) throw new Error(response.error);
  return grade(item, response.response);
}

test.each([
  [{ a: 'x', b: 'y', c: 'z', d: 'w' }, 1],
  [{ a: 'x', b: 'y', c: 'z', d: 'v' }, 0.75],
  [{ a: 'x', b: 'y' }, 0.5],
  [{ a: 'x', b: 'z', c: 'y' }, 0.25],
  [{ a: 'v' }, 0],
  [{}, 0]
])('each pair counts alike: %j scores %d', (pairs, score) => {
  expect(given(pairs).score).toBe(score);
});

test('three of four pass', () => {
  expect(passMark(item)).toBe(0.75);
});

test('a mark names both, or that nothing was given', () => {
  expect(given({ a: 'v', b: 'y' }).marks.slice(0, 3)).toEqual([
    { part: 'a', key: 'x', given: 'v', right: false, feedback: 'About a.' },
    { part: 'b', key: 'y', given: 'y', right: true, feedback: 'About b.' },
    { part: 'c', key: 'z', given: null, right: false, feedback: 'About c.' }
  ]);
});

test('what is on the right belongs to one only', () => {
  expect(parseResponse(item, { pairs: { a: 'x', b: 'x' } })).toEqual({
    error: expect.stringMatching(/^pairs: .*only once/)
  });
});

test('a guess chooses from five, then from four, then from three, then from two', () => {
  expect(optionCount(item)).toBe(120);
});

const [first, ...others] = raw.left;
test.each([
  ['an unknown right', { left: [{ ...first, right: 'u' }, ...others] }, '', 'the one on the right'],
  ['a right twice', { left: [{ ...first, right: 'y' }, ...others] }, '', 'one on the left at most'],
  ['a left twice', { left: [...raw.left.slice(1), raw.left[1]] }, 'left', 'id of its own'],
  ['one left', { left: [first] }, 'left', 'at least two'],
  ['a right id twice', { right: [...raw.right, raw.right[0]] }, 'right', 'id of its own'],
  ['ids that tell', { left: [{ ...first, id: 'x' }, ...others] }, '', 'give the pair away']
])('%s: refused with its mend', (_, change, place, mend) => {
  const parsed = parseItem({ ...raw, ...change });
  const flaws = 'flaws' in parsed ? parsed.flaws : [];
  expect(flaws.map(({ path }) => path.join('.'))).toContain(place);
  expect(flaws.map(({ message }) => message).join()).toContain(mend);
});
