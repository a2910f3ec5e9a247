import { expect, test } from 'vitest';
import { grade, optionCount, parseItem, parseResponse, type Item } from './registry';

const option = (id: string, correct = false) => ({
  id,
  text: id,
  feedback: `About ${id}.`,
  correct
});
const item = parsed({
  id: 'an-item',
  type: 'multiple',
  stem: 'Which?',
  objective: 'know-it',
  area: '4',
  sources: ['a-source'],
  explanation: 'So it is.',
  options: [option('k1', true), option('k2', true), option('w1'), option('w2'), option('w3')]
});

function parsed(raw: object): Item {
  const result = parseItem(raw);
  if ('flaws' in result) throw new Error(JSON.stringify(result.flaws));
  return result.item;
}

function given(...options: string[]) {
  const result = parseResponse(item, { options });
  if ('error' in result) throw new Error(result.error);
  return grade(item, result.response);
}

test.each([
  [['k1', 'k2'], 1],
  [['k1'], 0.5],
  [['k1', 'w1'], 0],
  [['k1', 'k2', 'w1'], 0.5],
  [['k1', 'k2', 'w1', 'w2'], 0],
  [['k1', 'k2', 'w1', 'w2', 'w3'], 0],
  [['w1', 'w2'], 0],
  [['k1', 'k1', 'k1'], 0.5],
  [[], 0]
])('each wrong choice takes back a right one: %j scores %d', (options, score) => {
  expect(given(...options).score).toBe(score);
});

test('a mark says of each option whether it should have been chosen', () => {
  expect(given('k1', 'w1').marks).toEqual([
    { part: 'k1', key: true, given: true, right: true, feedback: 'About k1.' },
    { part: 'k2', key: true, given: false, right: false, feedback: 'About k2.' },
    { part: 'w1', key: false, given: true, right: false, feedback: 'About w1.' },
    { part: 'w2', key: false, given: false, right: true, feedback: 'About w2.' },
    { part: 'w3', key: false, given: false, right: true, feedback: 'About w3.' }
  ]);
});

test('a guess chooses among all sets but the empty one', () => {
  expect(optionCount(item)).toBe(31);
});

test('credits are added up as a share of what the keys earn', () => {
  const credits: Record<string, number> = { k1: 0.7, k2: 0.3, w1: -0.5, w2: 0 };
  const weighed = parsed({
    ...item,
    options: ['k1', 'k2', 'w1', 'w2'].map((id) => ({
      ...option(id, id.startsWith('k')),
      credit: credits[id]
    }))
  });
  const score = (...options: string[]) => grade(weighed, { options }).score;
  expect(score('k1')).toBeCloseTo(0.7);
  expect(score('k1', 'w1')).toBeCloseTo(0.2);
  expect(score('k2', 'w1')).toBe(0);
  expect(score('k1', 'k2')).toBe(1);
  // Nothing is taken back for it, but the answer is not the right one.
  expect(score('k1', 'k2', 'w2')).toBe(0.99);
});
