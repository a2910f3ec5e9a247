import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { policies, regrade, worthOf, type Correction } from './correction';
import { item as anyItem } from './items/arbitraries';
import { compatible, partsOf } from './items/doings';
import { grade, keyOf, parseItem, parseResponse, type Item, type Response } from './items/registry';

/** A question of four options whose key is `key`. */
function keyed(key: string, ...ids: string[]): Item {
  const parsed = parseItem({
    id: 'one',
    type: 'choice',
    stem: 'What about it?',
    objective: 'know-it',
    area: '4',
    sources: ['a-source'],
    explanation: 'So it is.',
    options: (ids.length > 0 ? ids : ['a', 'b', 'c', 'd']).map((id) => ({
      id,
      text: id,
      feedback: `About ${id}.`,
      correct: id === key
    }))
  });
  if ('flaws' in parsed) throw new Error(JSON.stringify(parsed.flaws));
  return parsed.item;
}
const fromAToB = { before: keyed('a'), after: keyed('b') };

describe('an answer by the mended key', () => {
  const table: [string, string, boolean, number | null, number | null][] = [
    // policy, answered, never lower, worth before, worth from now on
    ['rescore', 'a', false, 1, 0],
    ['rescore', 'b', false, 0, 1],
    ['rescore', 'c', false, 0, 0],
    ['rescore', 'a', true, 1, 1],
    ['rescore', 'b', true, 0, 1],
    ['rescore', 'b', false, null, 1],
    ['accept-both', 'a', false, 1, 1],
    ['accept-both', 'b', false, 0, 1],
    ['accept-both', 'c', false, 0, 0],
    ['drop', 'a', false, 1, null],
    ['drop', 'a', true, 1, 1],
    ['drop', 'b', true, 0, null],
    ['drop', 'b', true, 0.5, 0.5],
    ['rescore', 'c', true, null, null],
    ['rescore', 'b', true, null, 1]
  ];
  test.each(table)('%s, answered %s, never lower %o: %o becomes %o', (...row) => {
    const [policy, option, neverLower, current, expected] = row;
    const correction = { policy, neverLower, ...fromAToB } as Correction;
    expect(regrade({ option }, current, correction)).toBe(expected);
  });

  test('keeps what it is worth where the mended question does not know it', () => {
    const after = keyed('b', 'b', 'c', 'd');
    const correction = { policy: 'rescore', neverLower: false, before: keyed('a'), after } as const;
    expect(regrade({ option: 'a' }, 1, correction)).toBe(1);
    expect(regrade({ option: 'a' }, null, correction)).toBeNull();
  });
});

describe('corrections one after the other', () => {
  const on = (policy: Correction['policy'], before: string, after: string): Correction => ({
    policy,
    neverLower: false,
    before: keyed(before),
    after: keyed(after)
  });
  test.each([
    ['none', 'a', [], { answered: true, score: 1, dropped: false }],
    ['a mended key', 'b', [on('rescore', 'a', 'b')], { score: 1, dropped: false }],
    ['dropped', 'a', [on('drop', 'a', 'b')], { dropped: true }],
    [
      'dropped, then mended',
      'b',
      [on('drop', 'a', 'a'), on('rescore', 'a', 'b')],
      { score: 1, dropped: false }
    ],
    [
      'mended twice',
      'b',
      [on('rescore', 'a', 'b'), on('rescore', 'a', 'c')],
      { score: 0, dropped: false }
    ],
    ['nothing answered', null, [on('accept-both', 'a', 'b')], { answered: false, score: 0 }],
    ['nothing answered, dropped', null, [on('drop', 'a', 'b')], { answered: false, dropped: true }],
    [
      'nothing answered, dropped, then mended',
      null,
      [on('drop', 'a', 'a'), on('rescore', 'a', 'b')],
      { answered: false, score: 0, dropped: false }
    ]
  ])('%s', (_, option, corrections, expected) => {
    const response = option === null ? null : ({ option } as Response);
    expect(worthOf(keyed('a'), response, corrections)).toMatchObject(expected);
  });
});

/** An item, another of its kind or not, and an answer to the first. */
const answered = fc
  .tuple(anyItem, anyItem)
  .chain(([before, other]) =>
    fc.tuple(
      fc.constant(before),
      fc.constantFrom(before, other),
      fc.shuffledSubarray(partsOf(before))
    )
  )
  .map(([before, after, parts]) => {
    const empty = parseResponse(before, {}) as { response: Response };
    const response = compatible(parts).reduce(
      (response, part) => part.addTo(response),
      empty.response
    );
    return { before, after, response };
  });
const worth = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));

test('whatever is mended, an answer is worth 0 to 1 or does not count', () => {
  fc.assert(
    fc.property(
      answered,
      worth,
      fc.constantFrom(...policies),
      fc.boolean(),
      ({ before, after, response }, current, policy, neverLower) => {
        const correction = { policy, neverLower, before, after };
        const score = regrade(response, current, correction);
        if (score !== null) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
          if (neverLower) expect(score).toBeGreaterThanOrEqual(current ?? 0);
        }
        expect(regrade(response, score, correction)).toBe(score);
      }
    )
  );
});

test('whichever key is kinder is at least as kind as the new one', () => {
  fc.assert(
    fc.property(answered, ({ before, after, response }) => {
      const current = grade(before, response).score;
      const by = (policy: Correction['policy']) =>
        regrade(response, current, { policy, neverLower: false, before, after })!;
      expect(by('accept-both')).toBeGreaterThanOrEqual(by('rescore'));
      expect(by('accept-both')).toBeGreaterThanOrEqual(current);
    })
  );
});

test('whatever the log holds, nothing throws', () => {
  fc.assert(
    fc.property(anyItem, anyItem, fc.anything(), fc.constantFrom(...policies), (...drawn) => {
      const [before, after, response, policy] = drawn;
      expect(() =>
        regrade(response, 0.5, { policy, neverLower: false, before, after })
      ).not.toThrow();
    })
  );
});

test('a mended key makes its own answer right, and what is empty stays worth nothing', () => {
  fc.assert(
    fc.property(anyItem, fc.boolean(), (item, neverLower) => {
      const correction = { policy: 'rescore' as const, neverLower, before: item, after: item };
      expect(worthOf(item, keyOf(item), [correction])).toMatchObject({ answered: true, score: 1 });
      expect(worthOf(item, null, [correction])).toEqual({
        answered: false,
        score: 0,
        dropped: false
      });
    })
  );
});
