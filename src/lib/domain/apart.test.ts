import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apart, areSiblings, type Placed } from './apart';

type Entry = Placed & { name: string };
const entry = (name: string, changes: Partial<Placed> = {}): Entry => ({
  ...{ name, lesson: name, objective: 'o', case: null, place: 0 },
  ...changes
});
const names = (list: readonly Entry[]) => list.map(({ name }) => name);

/** @param scenes the cases to choose from */
const entries = (scenes: (string | null)[]) =>
  fc
    .array(
      fc.record({
        lesson: fc.constantFrom('l1', 'l2', 'l3'),
        objective: fc.constantFrom('o1', 'o2', 'o3'),
        case: fc.constantFrom(...scenes),
        place: fc.nat(100)
      }),
      { maxLength: 30 }
    )
    .map((list) => list.map((placed, i) => entry(`${i}`, placed)));

test('what differs already stays as it is', () => {
  expect(names(apart(['a', 'b', 'c'].map((name) => entry(name))))).toEqual(['a', 'b', 'c']);
});

test('another lesson comes next, else another objective', () => {
  const list = [
    entry('a1', { lesson: 'a', objective: 'x' }),
    entry('a2', { lesson: 'a', objective: 'x' }),
    entry('a3', { lesson: 'a', objective: 'y' }),
    entry('b1')
  ];
  expect(names(apart(list))).toEqual(['a1', 'b1', 'a2', 'a3']);
  expect(names(apart(list, entry('b0', { lesson: 'b1' })))).toEqual(['a1', 'b1', 'a2', 'a3']);
  expect(names(apart(list.slice(0, 3)))).toEqual(['a1', 'a3', 'a2']);
});

test('what would be left over goes first', () => {
  const of = (lesson: string, count: number) =>
    Array.from({ length: count }, (_, i) => entry(`${lesson}${i}`, { lesson }));
  const order = apart([...of('b', 2), ...of('a', 3)]).map(({ lesson }) => lesson);
  expect(order).toEqual(['a', 'b', 'a', 'b', 'a']);
});

test('the questions of a case keep their order', () => {
  fc.assert(
    fc.property(entries([null, 'c1', 'c2']), (list) => {
      const order = apart(list);
      expect(names(order).toSorted()).toEqual(names(list).toSorted());
      order.forEach((later, i) => {
        for (const earlier of order.slice(0, i))
          if (later.case !== null && later.case === earlier.case && later.lesson === earlier.lesson)
            expect(earlier.place).toBeLessThanOrEqual(later.place);
      });
    })
  );
});

test('siblings never meet where it can be helped', () => {
  fc.assert(
    fc.property(entries([null]), (list) => {
      const groups = new Map<string, number>();
      for (const { lesson, objective } of list)
        groups.set(lesson + objective, (groups.get(lesson + objective) ?? 0) + 1);
      fc.pre(Math.max(0, ...groups.values()) <= Math.ceil(list.length / 2));
      const order = apart(list);
      order.slice(1).forEach((next, i) => expect(areSiblings(next, order[i]!)).toBe(false));
    }),
    { numRuns: 300 }
  );
});
