import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { item } from './arbitraries';
import { compatible, partsOf, sendable } from './doings';
import { grade, keyOf, parseResponse, type Item, type Response } from './registry';

const errorOf = (item: Item, response: unknown) => {
  const parsed = parseResponse(item, response);
  return 'error' in parsed ? parsed.error : undefined;
};

const learnersPartsOf = (item: Item) => partsOf(item).filter(({ byGrader }) => !byGrader);

test('the key is an answer, as is whatever can be done with an item', () => {
  fc.assert(
    fc.property(
      item.chain((item) => fc.tuple(fc.constant(item), fc.shuffledSubarray(learnersPartsOf(item)))),
      ([item, parts]) => {
        expect(parseResponse(item, keyOf(item))).toEqual({ response: sendable(keyOf(item)) });
        const { response: empty } = parseResponse(item, {}) as { response: Response };
        const response = compatible(parts).reduce((given, part) => part.addTo(given), empty);
        expect(parseResponse(item, response)).toEqual({ response });
      }
    )
  );
});

/** The shapes that each type knows, filled with ids that no item has. */
const foreign: Record<Item['type'], unknown[]> = {
  choice: [{ option: 'Foreign' }],
  multiple: [{ options: ['Foreign'] }],
  boolean: [{ reason: 'Foreign' }, { value: 'true' }, { value: 1 }],
  classify: [{ bins: { Foreign: 'Foreign' } }],
  cloze: [{ gaps: { Foreign: 'word' } }],
  order: [{ order: ['Foreign'] }],
  match: [{ pairs: { Foreign: 'Foreign' } }],
  numeric: [{ value: 'Foreign' }, { value: true }, { value: 1, unit: 'Foreign' }],
  // One form has bins, the other a text.
  note: [{ bins: { Foreign: 'Foreign' }, text: 7 }],
  hotspot: [{ regions: ['Foreign'] }, { x: 'Foreign', y: 1 }, { view: 'side', x: 1, y: 1 }],
  decision: [{ branch: 'Foreign' }]
};

test('foreign ids are refused by the name of the part, with a sentence', () => {
  fc.assert(
    fc.property(item, (item) => {
      for (const response of foreign[item.type])
        expect(errorOf(item, response)).toMatch(/^[a-z]+(\.\w+)?: [A-Z].{10,}/);
    })
  );
});

test("a part of one's own item with a value from elsewhere is refused", () => {
  fc.assert(
    fc.property(item, (item) => {
      if (item.type === 'classify')
        expect(errorOf(item, { bins: { [item.entries[0]!.id]: 'Foreign' } })).toContain('bins.');
      if (item.type === 'multiple')
        expect(errorOf(item, { options: [item.options[0]!.id, 'Foreign'] })).toContain('options.1');
      if (item.type === 'cloze')
        expect(errorOf(item, { gaps: { [item.gaps[0]!.id]: 7 } })).toContain('gaps.');
      if (item.type === 'order')
        expect(errorOf(item, { order: [item.entries[0]!.id, 'Foreign'] })).toContain('order.1');
      if (item.type === 'match')
        expect(errorOf(item, { pairs: { [item.left[0]!.id]: 'Foreign' } })).toContain('pairs.');
      if (item.type === 'hotspot')
        expect(errorOf(item, { regions: [item.choices[0]!.id, 'Foreign'] })).toContain('regions.1');
    })
  );
});

test('whatever is sent is graded or refused with a sentence', () => {
  const names = [
    '__proto__',
    'unit',
    'option',
    'options',
    'value',
    'reason',
    'bins',
    'gaps',
    'order',
    'pairs',
    'text',
    'points',
    'comment',
    'regions',
    'view',
    'x',
    'y',
    'branch'
  ];
  const junk = fc.oneof(
    fc.anything({ withBigInt: true, withNullPrototype: true, withDate: true, withMap: true }),
    fc.dictionary(fc.constantFrom(...names), fc.anything()),
    fc.dictionary(fc.constantFrom(...names), fc.dictionary(fc.string(), fc.anything()))
  );
  fc.assert(
    fc.property(item, junk, (item, response) => {
      const parsed = parseResponse(item, response);
      if ('error' in parsed) {
        expect(parsed.error).toMatch(/^\w.*: .{5,}/s);
      } else {
        expect(grade(item, parsed.response).score).toBeGreaterThanOrEqual(0);
        expect(() => JSON.stringify(parsed.response)).not.toThrow();
      }
    }),
    { numRuns: 1000 }
  );
});

describe('an answer keeps nothing that the item does not know', () => {
  test('further fields are left out', () => {
    fc.assert(
      fc.property(item, (item) => {
        const padded = { ...keyOf(item), padding: 'x'.repeat(1000), score: 1 };
        expect(parseResponse(item, padded)).toEqual({ response: sendable(keyOf(item)) });
      })
    );
  });

  test('an option named often counts once', () => {
    fc.assert(
      fc.property(item, (item) => {
        if (item.type !== 'multiple') return;
        const { options } = keyOf(item) as Response<'multiple'>;
        const often = { options: Array.from({ length: 50 }, () => options).flat() };
        expect(parseResponse(item, often)).toEqual({ response: { options } });
      })
    );
  });
});
