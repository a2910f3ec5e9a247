import { expect, test } from 'vitest';
import { grade, optionCount, parseItem, parseResponse, passMark, promptOf } from './registry';
import { seededRandom } from '../shuffle';

const parsed = parseItem({
  id: 'an-item',
  type: 'classify',
  stem: 'Sort these.',
  objective: 'know-it',
  area: '4',
  sources: ['a-source'],
  explanation: 'So it is.',
  bins: ['spa', 'clinic', 'both'].map((id) => ({ id, text: id })),
  entries: [
    ['e1', 'spa'],
    ['e2', 'clinic'],
    ['e3', 'clinic'],
    ['e4', 'spa']
  ].map(([id, bin]) => ({ id, bin, text: id, feedback: `About ${id}.` }))
});
if ('flaws' in parsed) throw new Error(JSON.stringify(parsed.flaws));
const { item } = parsed;

function given(bins: Record<string, string>) {
  const response = parseResponse(item, { bins });
  if ('error' in response) throw new Error(response.error);
  return grade(item, response.response);
}

test.each([
  [{ e1: 'spa', e2: 'clinic', e3: 'clinic', e4: 'spa' }, 1],
  [{ e1: 'spa', e2: 'clinic', e3: 'clinic', e4: 'both' }, 0.75],
  [{ e1: 'spa', e2: 'clinic' }, 0.5],
  [{ e1: 'spa', e2: 'spa', e3: 'spa', e4: 'spa' }, 0.5],
  [{ e1: 'both', e2: 'both', e3: 'both', e4: 'both' }, 0],
  [{}, 0]
])('each entry counts alike: %j scores %d', (bins, score) => {
  expect(given(bins).score).toBe(score);
});

test('three of four pass', () => {
  expect(passMark(item)).toBe(0.75);
});

test('a mark says where an entry belongs and where it was put, or that it was put nowhere', () => {
  expect(given({ e1: 'clinic', e2: 'clinic' }).marks).toEqual([
    { part: 'e1', key: 'spa', given: 'clinic', right: false, feedback: 'About e1.' },
    { part: 'e2', key: 'clinic', given: 'clinic', right: true, feedback: 'About e2.' },
    { part: 'e3', key: 'clinic', given: null, right: false, feedback: 'About e3.' },
    { part: 'e4', key: 'spa', given: null, right: false, feedback: 'About e4.' }
  ]);
});

test('the bins keep their order, the entries do not', () => {
  const prompts = Array.from({ length: 20 }, (_, i) => promptOf(item, seededRandom(`${i}`)));
  const orders = (list: 'bins' | 'entries') =>
    new Set(
      prompts.map((prompt) =>
        prompt.type === 'classify' ? prompt[list].map(({ id }) => id).join() : ''
      )
    );
  expect([...orders('bins')]).toEqual(['spa,clinic,both']);
  expect(orders('entries').size).toBeGreaterThan(5);
});

test('a guess chooses a bin for each entry', () => {
  expect(optionCount(item)).toBe(81);
});
