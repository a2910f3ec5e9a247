import fc from 'fast-check';
import { expect, test } from 'vitest';
import { item, rawItem } from './arbitraries';
import { parseItem, typeNames } from './registry';
import { begun } from './begun';
import { unfinished, written, type Unfinished } from './unfinished';

/** Names parts one after another. */
function naming() {
  let n = 0;
  return () => `p${++n}`;
}
const filled = (raw: unknown) => unfinished(raw, naming())!;

test('what is published comes back from a form as it was', () => {
  fc.assert(
    fc.property(item, (before) => {
      expect(parseItem(written(filled(before)))).toEqual({ item: before });
    })
  );
});

test('what a form has is stored as it was typed, and comes back the same', () => {
  fc.assert(
    fc.property(rawItem, (raw) => {
      const draft = filled(raw);
      expect(filled(written(draft))).toEqual(draft);
    })
  );
});

test('any object of a type fills a form, and what a form holds is no surprise to the parser', () => {
  const raw = fc.record({ type: fc.constantFrom(...typeNames) }).chain(({ type }) =>
    fc
      .dictionary(fc.constantFrom(...Object.keys(filled({ type }))), fc.jsonValue())
      .map((rest) => ({
        ...rest,
        type
      }))
  );
  fc.assert(
    fc.property(raw, (value) => {
      const parsed = parseItem(written(filled(value)));
      expect('flaws' in parsed || 'item' in parsed).toBe(true);
    })
  );
  for (const nothing of [null, 3, [], {}, { type: 'essay' }, { type: 'constructor' }])
    expect(unfinished(nothing, naming())).toBeNull();
});

test('a part without a name gets one, and keeps it', () => {
  const draft = filled({ type: 'choice', options: [{ text: 'A' }, { id: 'b', text: 'B' }] });
  expect(draft).toMatchObject({ options: [{ id: 'p1' }, { id: 'b' }] });
  expect(filled(written(draft))).toMatchObject({ options: [{ id: 'p1' }, { id: 'b' }] });
});

test('numbers are read as people write them; what is none stays to be mended', () => {
  const numeric = (value: string) =>
    written({ ...filled({ type: 'numeric' }), value } as Unfinished<'numeric'>);
  expect(numeric('2,5').value).toBe(2.5);
  expect(numeric('1e-7').value).toBe(1e-7);
  expect(numeric(' ')).not.toHaveProperty('value');
  expect(numeric('a dozen').value).toBe('a dozen');
});

test('entries moved into the order of their ids do not tell it', () => {
  const order = (...ids: string[]) =>
    written(filled({ type: 'order', entries: ids.map((id) => ({ id, text: id })) }));
  const entries = order('a', 'b', 'c').entries as { id: string }[];
  expect(entries.map(({ id }) => id)).toEqual(['a', 'b', '0a']);
  expect(order('b', 'a', 'c').entries).toMatchObject([{ id: 'b' }, { id: 'a' }, { id: 'c' }]);
});

test.each(typeNames)(
  'a new %s has parts to fill in, and complains of nothing but these',
  (type) => {
    const parsed = parseItem({ ...written(begun(type, naming())), id: 'x' });
    if (!('flaws' in parsed)) throw new Error('It needs to be filled in');
    expect(parsed.flaws.filter(({ path }) => path.includes('id'))).toEqual([]);
  }
);
