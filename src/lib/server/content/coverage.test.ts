import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lessonsOf } from './catalogue';
import { coverageOf, extentOf, extents } from './coverage';
import { readContent } from './read';

const catalogue = readContent('content');

test.each(catalogue.courses.map((course) => [course.slug, course] as const))(
  'of %s, every item is counted once in each table',
  (_, course) => {
    const { items, lessons, areas, blooms, types } = coverageOf(
      course,
      catalogue.outlines[course.outline]!
    );
    const sum = (list: number[]) => list.reduce((total, count) => total + count, 0);
    expect(lessons).toBe(lessonsOf(course).length);
    expect(items).toBe(sum(lessonsOf(course).map((lesson) => lesson.items.length)));
    expect(sum(areas.map((area) => area.items))).toBe(items);
    expect(sum(Object.values(blooms))).toBe(items);
    expect(sum(Object.values(types))).toBe(items);
    expect(sum(areas.map(({ share }) => share))).toBeCloseTo(100);
  }
);

test('an area is called covered from half its weight, in part from a fifth', () => {
  expect(extentOf(12, 0)).toBe('not');
  expect(extentOf(12, 0.1)).toBe('barely');
  expect(extentOf(10, 2)).toBe('in part');
  expect(extentOf(12, 5.9)).toBe('in part');
  expect(extentOf(12, 6)).toBe('covered');
});

test('more questions never lower the extent', () => {
  const percent = fc.double({ min: 0, max: 100, noNaN: true });
  fc.assert(
    fc.property(percent, percent, fc.integer({ min: 1, max: 100 }), (a, b, weight) => {
      const [less, more] = [a, b].toSorted((x, y) => x - y) as [number, number];
      const rank = (share: number) => extents.indexOf(extentOf(weight, share));
      expect(rank(more)).toBeLessThanOrEqual(rank(less));
    })
  );
});
