import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupOf } from './apart';
import { allowance, knownEnough, locks, newPerDay, spread } from './unlock';

describe('a lesson is locked', () => {
  const prerequisites = (lesson: string) =>
    ({ second: ['first'], third: ['first', 'second'] })[lesson] ?? [];
  const known = (lesson: string, recall: number, missed = false) => ({ lesson, recall, missed });

  test('by the first prerequisite that is known too little on average', () => {
    const cards = [known('first', 0.9), known('first', 0.7), known('second', 0.7)];
    const closed = locks(['first', 'second', 'third'], prerequisites, cards);
    expect([...closed.values()]).toEqual([
      { lesson: 'third', prerequisite: 'second', recall: 0.7 }
    ]);
  });
  test('not at exactly the mark, nor by what was never answered', () => {
    expect(locks(['second'], prerequisites, [known('first', knownEnough)]).size).toBe(0);
    expect(locks(['second'], prerequisites, []).size).toBe(0);
  });
  test('by what was missed today, though it was seen just now', () => {
    const cards = [known('first', 1), known('first', 1, true)];
    expect(locks(['second'], prerequisites, cards).get('second')?.recall).toBe(0.5);
  });
});

describe('the allowance', () => {
  test('is a day’s new ones, less those that came', () => {
    const week = { week: 8400, load: 0 };
    expect(allowance({ ...week, introduced: 0 }, 20)).toBe(newPerDay);
    expect(allowance({ ...week, introduced: 15 }, 20)).toBe(5);
    expect(allowance({ ...week, introduced: 30 }, 20)).toBe(0);
  });
  test('falls with the room of the week, to none where it is full', () => {
    expect(allowance({ week: 8400, load: 8000, introduced: 0 }, 20)).toBe(6);
    expect(allowance({ week: 8400, load: 8400, introduced: 0 }, 20)).toBe(0);
    expect(allowance({ week: 8400, load: 20_000, introduced: 0 }, 20)).toBe(0);
  });
});

describe('spread over days', () => {
  const fresh = (name: string, objective: string, scene: string | null = null) => ({
    name,
    lesson: 'l',
    objective,
    case: scene,
    place: 0
  });
  const list = [fresh('x1', 'x'), fresh('x2', 'x'), fresh('y1', 'y'), fresh('y2', 'y')];

  test('one of each objective first, in the order of the course', () => {
    expect(spread(list, 2).map(({ name }) => name)).toEqual(['x1', 'y1']);
    expect(spread(list, 3).map(({ name }) => name)).toEqual(['x1', 'x2', 'y1']);
  });
  test('all where the day has room for all', () => {
    expect(spread(list, 20)).toEqual(list);
  });
  test('no sibling comes as long as somebody without one waits', () => {
    const lists = fc
      .array(fc.tuple(fc.constantFrom('x', 'y', 'z'), fc.constantFrom(null, 'c')), {
        maxLength: 20
      })
      .map((all) => all.map(([objective, scene], i) => fresh(`${i}`, objective, scene)));
    fc.assert(
      fc.property(lists, fc.nat(20), (all, count) => {
        const chosen = spread(all, count);
        expect(chosen).toHaveLength(Math.min(count, all.length));
        expect(chosen).toEqual(all.filter((entry) => chosen.includes(entry)));
        const groups = new Set(all.map(groupOf)).size;
        const apart = new Set(chosen.map(groupOf)).size;
        expect(apart).toBe(Math.min(chosen.length, groups));
      })
    );
  });
});
