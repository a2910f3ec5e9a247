import { expect, test } from 'vitest';
import type { Mark } from '$lib/domain/items/item';
import { isEmpty } from '$lib/domain/items/empty';
import { comesBack, isUnanswered, standingOf, tally, wayTaken } from './marks';

const mark = (key: Mark['key'], given: Mark['given']): Mark => ({
  part: 'a',
  key,
  given,
  right: given === key,
  feedback: null
});

test.each([
  [true, true, 'right'],
  [false, true, 'wrong'],
  [true, false, 'missed'],
  [false, false, 'passed'],
  ['spa', 'spa', 'right'],
  ['spa', 'clinic', 'wrong'],
  ['spa', null, 'missed']
] as const)('key %s, given %s: %s', (key, given, standing) => {
  expect(standingOf(mark(key, given))).toBe(standing);
});

test('an option worth a part is partly right where it was chosen, and passed where not', () => {
  expect(standingOf({ ...mark(false, true), credit: 0.5 })).toBe('partly');
  expect(standingOf({ ...mark(false, true), credit: 0 })).toBe('wrong');
  expect(standingOf({ ...mark(false, false), credit: 0.5 })).toBe('passed');
  expect(standingOf({ ...mark(true, true), credit: 1 })).toBe('right');
});

test('the way taken is the one chosen; without a choice, the best', () => {
  const marks = [
    { ...mark(true, false), part: 'adapt' },
    { ...mark(false, true), part: 'refer' }
  ];
  expect(wayTaken(marks)?.part).toBe('refer');
  expect(wayTaken([marks[0]!, { ...marks[1]!, given: false }])?.part).toBe('adapt');
});

test('tally counts keys, and says when too much was chosen', () => {
  const [hit, wrong, missed, passed] = [
    mark(true, true),
    mark(false, true),
    mark(true, false),
    mark(false, false)
  ];
  expect(tally([hit, hit, missed, passed])).toBe('2 of 3');
  expect(tally([hit, missed, wrong, passed])).toBe('1 of 2');
  expect(tally([hit, hit, wrong])).toBe('2 of 2, and 1 too many');
  expect(tally([mark('a', 'a'), mark('a', 'b'), mark('a', null)])).toBe('1 of 3');
  expect(tally([mark('1st', '2nd'), mark('2nd', '3rd'), mark('3rd', '1st')])).toBe('');
});

test.each([
  [{}, true],
  [{ option: null }, true],
  [{ options: [] }, true],
  [{ gaps: { a: ' ', b: '' } }, true],
  [{ bins: { a: 'spa' } }, false],
  [{ value: false }, false],
  [{ value: 0 }, false]
])('%j is empty: %s', (response, empty) => expect(isEmpty(response)).toBe(empty));

test('isUnanswered tells a blank answer from a wrong one', () => {
  expect(isUnanswered([mark(true, false), mark('a', null)])).toBe(true);
  expect(isUnanswered([mark(true, false), mark(false, true)])).toBe(false);
});

test('comesBack', () => {
  expect(comesBack(0, true)).toBe('Comes back later in this session');
  expect(comesBack(0, false)).toBe('Comes back later today');
  expect(comesBack(1, true)).toBe('Comes back tomorrow');
  expect(comesBack(12, true)).toBe('Comes back in 12 days');
});
