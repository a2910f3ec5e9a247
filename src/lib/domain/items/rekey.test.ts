import fc from 'fast-check';
import { expect, test } from 'vitest';
import { item } from './arbitraries';
import { compatible, partsOf } from './doings';
import {
  grade,
  keyOf,
  needsGrader,
  parseItem,
  parseResponse,
  rekey,
  type Item,
  type Response
} from './registry';

const keyed = item.filter((item) => !needsGrader(item));

/** An item and a whole answer to it, right or wrong, as far as parts put together are whole. */
const answered = keyed.chain((item) =>
  fc.shuffledSubarray(partsOf(item), { minLength: partsOf(item).length }).map((parts) => {
    const empty = parseResponse(item, {}) as { response: Response };
    return {
      item,
      response: compatible(parts).reduce((given, part) => part.addTo(given), empty.response)
    };
  })
);

/** What stays, whatever the key: all that a learner sees before answering, and all that is said. */
function rest(item: Item): unknown {
  const hidden = new Set([
    'correct',
    'bin',
    'right',
    'section',
    'credit',
    'accept',
    'wrong',
    'value'
  ]);
  const unit = item.type === 'numeric' && item.units ? ['unit'] : [];
  const plain = JSON.parse(
    JSON.stringify(item, (key, value) =>
      // Of a match `right` is a list too, and that stays.
      (hidden.has(key) && !Array.isArray(value)) || ['accept', 'wrong', ...unit].includes(key)
        ? undefined
        : value
    )
  ) as Record<string, unknown>;
  if (item.type === 'order')
    plain.entries = item.entries.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return plain;
}

test('what was answered is the key from then on, and all else stays', () => {
  let mended = 0;
  fc.assert(
    fc.property(answered, ({ item, response }) => {
      const result = rekey(item, response);
      if ('error' in result) return;
      mended++;
      expect(grade(result.item, response).score).toBe(1);
      expect(grade(item, keyOf(result.item)).score === 1).toBe(grade(item, response).score === 1);
      expect(parseItem(result.item)).toEqual({ item: result.item });
      expect(rest(result.item)).toEqual(rest(item));
    }),
    { numRuns: 400 }
  );
  expect(mended).toBeGreaterThan(100);
});

test('an item keeps its key if that is what is answered', () => {
  fc.assert(
    fc.property(keyed, (item) => {
      expect(rekey(item, keyOf(item))).toEqual({ item });
    })
  );
});

test('nothing answered is no key, and what is refused says why', () => {
  fc.assert(
    fc.property(item, (item) => {
      const { response } = parseResponse(item, {}) as { response: Response };
      expect(rekey(item, response)).toEqual({ error: expect.stringMatching(/\w{3,}/) });
    })
  );
});

test('a part that is left out is not made up', () => {
  const option = (id: string) => ({ id, text: id, feedback: 'Why.' });
  const parsed = parseItem({
    id: 'an-item',
    type: 'order',
    stem: 'Which order?',
    objective: 'know-it',
    area: '4',
    sources: ['a-source'],
    explanation: 'So it is.',
    entries: ['c', 'a', 'b'].map(option)
  }) as { item: Item };
  expect(rekey(parsed.item, { order: ['b', 'c'] })).toEqual({
    error: expect.stringContaining('all of the question')
  });
  expect(rekey(parsed.item, { order: ['a', 'b', 'c'] })).toEqual({
    error: expect.stringContaining('give it away')
  });
});
