import fc from 'fast-check';
import { expect, test } from 'vitest';
import { item } from '../../items/arbitraries';
import { read } from './read';
import { write } from './write';

test('what was written is read whole, of every type', () => {
  fc.assert(
    fc.property(fc.array(item, { maxLength: 4 }), (items) => {
      const found = read(write(items));
      expect(found.rows.map(({ draft }) => draft)).toEqual(items);
      expect([
        ...found.flaws,
        ...found.lost,
        ...found.rows.flatMap((r) => [...r.flaws, ...r.lost])
      ]).toEqual([]);
    })
  );
});
