import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addressOf,
  filterInWords,
  pagesOf,
  readStudentFilter,
  sortedBy,
  studentSorts
} from './student-filter';

const read = (address: string) => readStudentFilter(new URLSearchParams(address));
const cohort = '01930000-0000-7000-8000-00000000000a';

test('an address that says nothing, or nonsense, is the whole list by name', () => {
  const all = read('');
  expect(all).toMatchObject({ cohort: null, risk: null, who: 'current', sort: 'name', page: 1 });
  expect(read('cohort=x&risk=y&who=z&sort=;drop&dir=up&page=-1&course=a/b&name=%00')).toEqual(all);
  expect(addressOf(all)).toBe('');
});

test('what is chosen stands in the address and comes back from it', () => {
  const filter = read(
    `cohort=${cohort}&course=a-b&risk=late&name=Ann%20&sort=area-3&dir=desc&page=3`
  );
  expect(filter).toEqual({
    ...{ cohort, course: 'a-b', risk: 'late', who: 'current', name: 'Ann' },
    ...{ sort: 'area-3', dir: 'desc', page: 3 }
  });
  expect(read(addressOf(filter))).toEqual(filter);
});

test('any address is read, and written again says the same', () => {
  const value = fc.oneof(fc.string(), fc.constantFrom('any', 'late', 'desc', 'left', '2', cohort));
  const keys = fc.constantFrom('cohort', 'course', 'risk', 'who', 'name', 'sort', 'dir', 'page');
  fc.assert(
    fc.property(fc.array(fc.tuple(keys, value)), (pairs) => {
      const filter = readStudentFilter(new URLSearchParams(pairs));
      expect(read(addressOf(filter))).toEqual(filter);
    })
  );
});

test('a column is sorted one way, then the other, and begins on page 1', () => {
  for (const sort of studentSorts) {
    const once = sortedBy({ ...read('sort=area-1'), page: 4 }, sort);
    expect(once).toMatchObject({ sort, page: 1 });
    expect(sortedBy(once, sort).dir).not.toBe(once.dir);
  }
});

test('an empty list has a page too', () => {
  expect([0, 1, 50, 51].map(pagesOf)).toEqual([1, 1, 1, 2]);
});

test('a file says which students it shows, and in which order', () => {
  expect(filterInWords(read(''), { cohort: null, course: null })).toEqual([
    ['Who', 'Students of the school'],
    ['Cohort', 'All'],
    ['Look after', 'Everybody'],
    ['Sorted by', 'name, up']
  ]);
  const filter = read(`cohort=${cohort}&risk=late&name=Ann&sort=area-3&dir=desc&who=left`);
  expect(filterInWords(filter, { cohort: 'Mornings', course: 'Strokes' })).toEqual([
    ['Who', 'Students who have left'],
    ['Cohort', 'Mornings'],
    ['Course', 'Strokes'],
    ['Look after', 'Late assignments'],
    ['Name contains', 'Ann'],
    ['Sorted by', 'readiness in area 3, down']
  ]);
});
