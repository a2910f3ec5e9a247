import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minutesFor, queue, retryLater, type Due, type New, type Queued } from './queue';

const due = (item: string, recall: number, lesson = item): Due => ({
  item,
  lesson,
  recall,
  missed: false
});
const missed = (item: string): Due => ({ ...due(item, 1, 'one-lesson'), missed: true });
const fresh = (...items: string[]): New[] => items.map((item) => ({ item, lesson: item }));
const names = (queued: Queued[]) => queued.map(({ item }) => item);

describe('the order of a session', () => {
  test('nothing to do gives nothing', () => {
    expect(queue([], [])).toEqual([]);
  });

  test('what is remembered least comes first', () => {
    const order = queue([due('well', 0.95), due('barely', 0.2), due('half', 0.5)], []);
    expect(order).toEqual([
      { item: 'barely', reason: 'due' },
      { item: 'half', reason: 'due' },
      { item: 'well', reason: 'due' }
    ]);
  });

  test('after every two due ones comes a new one, in the order of the course', () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map((item, i) => due(item, i / 10));
    expect(names(queue(five, fresh('n1', 'n2')))).toEqual(['a', 'b', 'n1', 'c', 'd', 'n2', 'e']);
  });

  test('new ones beyond that follow all that is due', () => {
    const order = queue([due('a', 0.1), due('b', 0.2)], fresh('n1', 'n2', 'n3'));
    expect(names(order)).toEqual(['a', 'b', 'n1', 'n2', 'n3']);
    expect(order.map(({ reason }) => reason)).toEqual(['due', 'due', 'new', 'new', 'new']);
  });

  test("today's misses come last", () => {
    const order = queue([missed('m1'), due('a', 0.3), missed('m2')], fresh('n'));
    expect(order).toEqual([
      { item: 'a', reason: 'due' },
      { item: 'n', reason: 'new' },
      { item: 'm1', reason: 'missed' },
      { item: 'm2', reason: 'missed' }
    ]);
  });

  test('items of one lesson stand apart where the rest allows it', () => {
    const order = queue(
      [due('a1', 0.1, 'a'), due('a2', 0.2, 'a'), due('a3', 0.3, 'a'), due('b1', 0.4, 'b')],
      []
    );
    expect(names(order)).toEqual(['a1', 'b1', 'a2', 'a3']);
  });

  test('every item is asked exactly once, and the lists given stay as they were', () => {
    const lists = fc
      .uniqueArray(fc.string(), { maxLength: 40 })
      .chain((items) =>
        fc.tuple(fc.constant(items), fc.nat(items.length), fc.infiniteStream(fc.nat(9)))
      );
    fc.assert(
      fc.property(lists, ([items, cut, numbers]) => {
        const number = () => numbers.next().value as number;
        const known = items.slice(0, cut).map((item) => ({
          ...due(item, number() / 10, `lesson-${number() % 3}`),
          missed: number() === 0
        }));
        const unknown = fresh(...items.slice(cut));
        const before = structuredClone([known, unknown]);
        expect(names(queue(known, unknown)).toSorted()).toEqual(items.toSorted());
        expect([known, unknown]).toEqual(before);
      })
    );
  });
});

describe('a miss is asked again', () => {
  test('after three others', () => {
    expect(retryLater(['a', 'b', 'c', 'd', 'e'], 'miss')).toEqual([
      'a',
      'b',
      'c',
      'miss',
      'd',
      'e'
    ]);
  });
  test('at the end where fewer are left', () => {
    expect(retryLater(['a'], 'miss')).toEqual(['a', 'miss']);
    expect(retryLater([], 'miss')).toEqual(['miss']);
  });
});

test.each([
  [0, 20, 0],
  [1, 20, 1],
  [3, 20, 1],
  [4, 20, 2],
  [30, 12.5, 7]
])('%d answers of %d seconds take %d minutes', (count, seconds, minutes) => {
  expect(minutesFor(count, seconds)).toBe(minutes);
});
