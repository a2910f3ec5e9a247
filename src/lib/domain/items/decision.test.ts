import { describe, expect, test } from 'vitest';
import { actions } from './decision';
import {
  grade,
  keyOf,
  optionCount,
  parseItem,
  parseResponse,
  passMark,
  promptOf,
  rekey
} from './registry';
import { seededRandom } from '../shuffle';

const branch = (credit: unknown, more: object = {}) => ({
  text: 'What it means here.',
  credit,
  feedback: `Earns ${credit}.`,
  leads: 'What happens next.',
  ...more
});
const raw = (changes: object = {}) => ({
  id: 'an-item',
  type: 'decision',
  stem: 'What do you do?',
  objective: 'know-it',
  area: '4',
  sources: ['a-source'],
  explanation: 'So it is.',
  branches: {
    decline: branch(0),
    refer: branch(0.5, { then: 'another-item' }),
    adapt: branch(1),
    proceed: branch(0, { misconception: 'M14' }),
    ...changes
  }
});

const parsed = parseItem(raw());
if ('flaws' in parsed) throw new Error(JSON.stringify(parsed.flaws));
const { item } = parsed;

function given(response: object) {
  const result = parseResponse(item, response);
  if ('error' in result) throw new Error(result.error);
  return grade(item, result.response);
}

test.each([
  [{ branch: 'adapt' }, 1],
  [{ branch: 'refer' }, 0.5],
  [{ branch: 'proceed' }, 0],
  [{ branch: null }, 0],
  [{}, 0]
])('%j scores %d', (response, score) => {
  expect(given(response).score).toBe(score);
});

test('half does not pass', () => {
  expect(passMark(item)).toBe(1);
  expect(keyOf(item)).toEqual({ branch: 'adapt' });
});

test('the four actions are shown in their order, whatever the showing and the author', () => {
  for (const seed of ['a', 'b', 'c']) {
    const prompt = promptOf(item, seededRandom(seed));
    expect(prompt).toMatchObject({ branches: actions.map((id) => ({ id })) });
  }
});

test('every branch is told after grading: its reason, what it earns and where it leads', () => {
  const { marks } = given({ branch: 'refer' });
  expect(marks.map(({ part }) => part)).toEqual(actions);
  expect(marks[1]).toMatchObject({ key: true, given: false, right: false, credit: 1 });
  expect(marks[2]).toEqual({
    part: 'refer',
    key: false,
    given: true,
    right: false,
    feedback: 'Earns 0.5.',
    credit: 0.5,
    leads: 'What happens next.',
    then: 'another-item'
  });
});

test('with another key the two branches exchange what they earn', () => {
  expect(rekey(item, { branch: 'refer' })).toMatchObject({
    item: {
      branches: {
        proceed: { credit: 0 },
        adapt: { credit: 0.5 },
        refer: { credit: 1, then: 'another-item' },
        decline: { credit: 0 }
      }
    }
  });
});

test('a guess chooses one of four', () => {
  expect(optionCount(item)).toBe(4);
});

describe('a flaw is named with its place and its mend', () => {
  test.each([
    ['no best branch', { adapt: branch(0.5) }, 'branches', 'exactly one'],
    ['two best branches', { refer: branch(1) }, 'branches', 'exactly one'],
    ['a branch too few', { decline: undefined }, 'branches.decline', 'Give this field'],
    ['a credit above 1', { refer: branch(2) }, 'branches.refer.credit', 'from 0 to 1'],
    ['no credit', { refer: branch(undefined) }, 'branches.refer.credit', 'from 0 to 1'],
    ['no story', { refer: branch(0, { leads: ' ' }) }, 'branches.refer.leads', 'Write a text'],
    ['a wrong next', { refer: branch(0, { then: 'A b' }) }, 'branches.refer.then', 'lower-case']
  ])('%s', (_, changes, place, mend) => {
    const parsed = parseItem(raw(changes));
    const flaws = 'flaws' in parsed ? parsed.flaws : [];
    expect(flaws.map(({ path }) => path.join('.'))).toContain(place);
    expect(flaws.find(({ path }) => path.join('.') === place)!.message).toContain(mend);
  });
});
