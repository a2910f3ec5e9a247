import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byWorth, queue, retryLater, type Known, type Queued, type Reason } from './queue';

interface Entry {
  item: string;
  lesson: string;
  objective: string;
  case: string | null;
  place: number;
  recall: number | null;
}
const asked = (item: string, reason: Reason, changes: Partial<Entry> = {}): Queued<Entry> => ({
  entry: { item, lesson: item, objective: 'o', case: null, place: 0, recall: 0.5, ...changes },
  reason
});
const named = (reason: Reason, ...items: string[]) => items.map((item) => asked(item, reason));
const names = (queued: readonly Queued<Entry>[]) => queued.map(({ entry }) => entry.item);
const inOrder = (chosen: Queued<Entry>[]) => queue(chosen, chosen.length, false);

describe('the order of a session', () => {
  test('nothing to do gives nothing', () => {
    expect(inOrder([])).toEqual([]);
  });

  test('after every two others comes a new one, in the order of the course', () => {
    const chosen = [...named('due', 'a', 'b', 'c', 'd', 'e'), ...named('new', 'n1', 'n2')];
    expect(names(inOrder(chosen))).toEqual(['a', 'b', 'n1', 'c', 'd', 'n2', 'e']);
  });

  test('new ones beyond that follow all that is due', () => {
    const order = inOrder([...named('due', 'a', 'b'), ...named('new', 'n1', 'n2', 'n3')]);
    expect(names(order)).toEqual(['a', 'b', 'n1', 'n2', 'n3']);
    expect(order.map(({ reason }) => reason)).toEqual(['due', 'due', 'new', 'new', 'new']);
  });

  test("today's misses come last", () => {
    const order = inOrder([
      ...named('missed', 'm1', 'm2'),
      ...named('due', 'a'),
      asked('n', 'new')
    ]);
    expect(names(order)).toEqual(['a', 'n', 'm1', 'm2']);
    expect(order.map(({ reason }) => reason)).toEqual(['due', 'new', 'missed', 'missed']);
  });

  test('items of one lesson stand apart where the rest allows it', () => {
    const a = ['a1', 'a2', 'a3'].map((item) =>
      asked(item, 'due', { lesson: 'a', objective: item })
    );
    expect(names(inOrder([...a, asked('b1', 'due')]))).toEqual(['a1', 'b1', 'a2', 'a3']);
  });

  test('a long one begins with three that are known well, once a day', () => {
    const recall = (i: number) => ({ recall: 0.7 + i / 50 });
    const chosen = Array.from({ length: 10 }, (_, i) => asked(`${i}`, 'due', recall(i)));
    const order = inOrder(chosen);
    expect(names(order).slice(0, 4)).toEqual(['9', '8', '7', '0']);
    expect(order.slice(0, 4).map(({ reason }) => reason)).toEqual([
      'warm-up',
      'warm-up',
      'warm-up',
      'due'
    ]);
    expect(names(queue(chosen, 10, true))).toEqual(names(chosen));
    expect(names(inOrder(chosen.slice(1)))).toEqual(names(chosen.slice(1)));
  });

  test('nothing is called easy that is not, nor taken out of its case', () => {
    const hard = Array.from({ length: 12 }, (_, i) => asked(`${i}`, 'due', { recall: 0.79 }));
    expect(inOrder(hard).every(({ reason }) => reason === 'due')).toBe(true);
    const scene = { case: 'scene', lesson: 'l', recall: 0.9 };
    const told = Array.from({ length: 12 }, (_, i) => asked(`${i}`, 'due', { ...scene, place: i }));
    expect(names(inOrder(told))).toEqual(names(told));
  });

  const chosen = fc
    .array(
      fc.record({
        reason: fc.constantFrom<Reason>('due', 'missed', 'new', 'early', 'exam', 'last-look'),
        lesson: fc.constantFrom('l1', 'l2', 'l3'),
        objective: fc.constantFrom('o1', 'o2'),
        case: fc.constantFrom(null, null, 'c1'),
        place: fc.nat(20),
        recall: fc.double({ min: 0, max: 1, noNaN: true })
      }),
      { maxLength: 40 }
    )
    .map((list) => list.map(({ reason, ...entry }, i) => asked(`${i}`, reason, entry)));

  test('every item is asked exactly once, and the lists given stay as they were', () => {
    fc.assert(
      fc.property(chosen, fc.boolean(), (list, isBegun) => {
        const before = structuredClone(list);
        const order = queue(list, list.length, isBegun);
        expect(names(order).toSorted()).toEqual(names(list).toSorted());
        expect(list).toEqual(before);
      })
    );
  });

  test('a part of it is its beginning', () => {
    fc.assert(
      fc.property(chosen, fc.nat(10), (list, count) => {
        expect(queue(list, count, false)).toEqual(inOrder(list).slice(0, count));
      })
    );
  });
});

describe('by worth', () => {
  const due = (item: string, worth: number, waited = 0): Known => ({
    ...asked(item, 'due').entry,
    ...{ item, worth, waited, recall: 0.5 }
  });
  const items = (list: readonly Known[]) => list.map(({ item }) => item);

  test('what a repetition gains most comes first', () => {
    expect(items(byWorth([due('a', 0.1), due('b', 0.3), due('c', 0.2)]))).toEqual(['b', 'c', 'a']);
  });

  test('the first place and every fourth after it go to what has waited a week, longest first', () => {
    const fine = Array.from({ length: 6 }, (_, i) => due(`${i}`, 1 - i / 10, 6));
    const list = [...fine, due('old', 0, 8), due('older', 0, 30)];
    expect(items(byWorth(list))).toEqual(['older', '0', '1', '2', 'old', '3', '4', '5']);
  });

  const many = fc.array(
    fc.record({ worth: fc.double({ min: 0, max: 1, noNaN: true }), waited: fc.nat(40) }),
    { maxLength: 60 }
  );

  test('it is a permutation, whatever the order it comes in', () => {
    fc.assert(
      fc.property(many, (list) => {
        const known = list.map(({ worth, waited }, i) => due(`${i}`, worth, waited));
        expect(items(byWorth(known)).toSorted()).toEqual(items(known).toSorted());
        const waits = new Set(known.map(({ waited }) => waited));
        if (waits.size === known.length)
          expect(items(byWorth(known.toReversed()))).toEqual(items(byWorth(known)));
      })
    );
  });

  test('nothing waits for ever, though there is always something better', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 30 }),
        (size, poor) => {
          let waiting = Array.from({ length: poor }, (_, i) => due(`poor-${i}`, 0, 0));
          const guarded = Math.ceil(size / 4);
          const enough = 7 + Math.ceil(poor / guarded);
          for (let day = 0; day < enough; day++) {
            const better = Array.from({ length: size }, (_, i) => due(`${day}-${i}`, 1, 0));
            const today = new Set(items(byWorth([...waiting, ...better]).slice(0, size)));
            waiting = waiting
              .filter(({ item }) => !today.has(item))
              .map((card) => ({ ...card, waited: card.waited + 1 }));
          }
          expect(waiting).toEqual([]);
        }
      )
    );
  });
});

describe('a miss is asked again', () => {
  test('after three others', () => {
    const ahead = ['a', 'b', 'c', 'd', 'e'];
    expect(retryLater(ahead, 'miss')).toEqual(['a', 'b', 'c', 'miss', 'd', 'e']);
  });
  test('at the end where fewer are left', () => {
    expect(retryLater(['a'], 'miss')).toEqual(['a', 'miss']);
    expect(retryLater([], 'miss')).toEqual(['miss']);
  });
});
