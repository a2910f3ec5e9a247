import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { addressOf, BankFilter, reviewStates, shelves } from './bank-filter';

const read = (query: string) => v.parse(BankFilter, Object.fromEntries(new URLSearchParams(query)));

test('what an address says wrongly is left out', () => {
  expect(read('?shelf=nowhere&state=x&type=essay&page=-3&q=%20')).toEqual({
    shelf: 'asked',
    page: 1
  });
  expect(read('?page=two').page).toBe(1);
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string()), (query) => {
      expect(v.parse(BankFilter, query).page).toBeGreaterThan(0);
    })
  );
});

test('a filter is read from its own address', () => {
  const filter = fc.record(
    {
      shelf: fc.constantFrom(...shelves),
      page: fc.integer({ min: 1, max: 99 }),
      state: fc.constantFrom(...reviewStates),
      q: fc.stringMatching(/^\S[ -~]*\S$/)
    },
    { requiredKeys: ['shelf', 'page'] }
  );
  fc.assert(
    fc.property(filter, (wanted) => {
      expect(read(addressOf(wanted as BankFilter, { page: wanted.page }))).toEqual(wanted);
    })
  );
});

test('another filter begins at the first page', () => {
  const filter = read('?type=choice&page=4');
  expect(addressOf(filter, { type: 'match' })).toBe('?type=match');
  expect(addressOf(read(''))).toBe('');
});
