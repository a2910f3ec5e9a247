import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apportion, compose, demand, difficultyOf, draw, type Drawable } from './draw';
import type { Composition } from './quiz';
import { seededRandom } from './shuffle';

const mblex = { '1': 11, '2': 12, '3': 14, '4': 15, '5': 17, '6': 16, '7': 15 };

describe('shares by weight', () => {
  test.each([
    [100, { '1': 11, '2': 12, '3': 14, '4': 15, '5': 17, '6': 16, '7': 15 }],
    [50, { '1': 6, '2': 6, '3': 7, '4': 8, '5': 8, '6': 8, '7': 7 }],
    [25, { '1': 3, '2': 3, '3': 3, '4': 4, '5': 4, '6': 4, '7': 4 }],
    [0, { '1': 0, '2': 0, '3': 0, '4': 0, '5': 0, '6': 0, '7': 0 }]
  ])('of the MBLEx for %d questions', (count, shares) => {
    expect(apportion(mblex, count)).toEqual(shares);
  });

  test('where nothing weighs anything, nobody gets anything', () => {
    expect(apportion({ a: 0, b: 0 }, 10)).toEqual({ a: 0, b: 0 });
    expect(apportion({}, 10)).toEqual({});
  });

  const weights = fc.dictionary(
    fc.stringMatching(/^[a-z]{1,3}$/),
    fc.oneof(fc.nat(100), fc.double({ min: 0, max: 1000, noNaN: true })),
    { minKeys: 1, maxKeys: 12, noNullPrototype: true }
  );
  const total = (shares: Record<string, number>) =>
    Object.values(shares).reduce((sum, share) => sum + share, 0);

  test('sum up, differ from the exact share by less than one, and need no order', () => {
    fc.assert(
      fc.property(weights, fc.nat(300), (weights, count) => {
        fc.pre(total(weights) > 1e-6);
        const shares = apportion(weights, count);
        expect(total(shares)).toBe(count);
        for (const [area, share] of Object.entries(shares)) {
          expect(Number.isInteger(share)).toBe(true);
          const exact = (count * weights[area]!) / total(weights);
          expect(Math.abs(share - exact)).toBeLessThan(1 + 1e-6);
        }
        const turned = Object.fromEntries(Object.entries(weights).reverse());
        expect(apportion(turned, count)).toEqual(shares);
      })
    );
  });
});

const areas = ['1', '2', '3'];
const difficulties = ['easy', 'medium', 'hard'] as const;

/** A bank in which some questions belong to cases, whose questions need not stand side by side. */
const bank: fc.Arbitrary<Drawable[]> = fc
  .array(
    fc.record({
      area: fc.constantFrom(...areas),
      difficulty: fc.constantFrom(...difficulties),
      fitsExam: fc.boolean(),
      group: fc.option(fc.constantFrom('case-a', 'case-b')),
      seen: fc.boolean()
    }),
    { maxLength: 40 }
  )
  .map((items) =>
    items.map((item, i) => ({ ...item, item: `q${i}`, group: item.group ?? `q${i}` }))
  );
const wanted = fc.record(Object.fromEntries(areas.map((area) => [area, fc.nat(20)])));
const seed = fc.string();

describe('drawing', () => {
  test('asks nothing twice, gives each area what it can, and says what is short', () => {
    fc.assert(
      fc.property(bank, wanted, seed, (bank, wanted, seed) => {
        const { items, shortages } = draw(bank, wanted, seededRandom(seed));
        expect(new Set(items).size).toBe(items.length);
        const areaOf = new Map(bank.map(({ item, area }) => [item, area]));
        const expected = areas.flatMap((area) => {
          const available = bank.filter((item) => item.area === area).length;
          const drawn = items.filter((item) => areaOf.get(item) === area).length;
          expect(drawn).toBe(Math.min(available, wanted[area]!));
          return available < wanted[area]! ? [{ area, wanted: wanted[area]!, available }] : [];
        });
        expect(shortages).toEqual(expected);
      })
    );
  });

  test('takes what was seen before only where nothing else is left', () => {
    fc.assert(
      fc.property(bank, wanted, seed, (bank, wanted, seed) => {
        const drawn = new Set(draw(bank, wanted, seededRandom(seed)).items);
        for (const area of areas) {
          const here = bank.filter((item) => item.area === area);
          const isSeenDrawn = here.some(({ item, seen }) => seen && drawn.has(item));
          const isFreshLeft = here.some(({ item, seen }) => !seen && !drawn.has(item));
          expect(isSeenDrawn && isFreshLeft).toBe(false);
        }
      })
    );
  });

  test('every question comes about equally often', () => {
    const ten = Array.from({ length: 10 }, (_, i): Drawable => ({
      item: `q${i}`,
      area: '1',
      difficulty: 'easy',
      fitsExam: true,
      group: `q${i}`,
      seen: false
    }));
    const counts = new Map<string, number>();
    for (let i = 0; i < 3000; i++)
      for (const item of draw(ten, { '1': 3 }, seededRandom(`attempt ${i}`)).items)
        counts.set(item, (counts.get(item) ?? 0) + 1);
    // 900 each on average, with a standard deviation of 25.
    for (const { item } of ten) expect(Math.abs(counts.get(item)! - 900)).toBeLessThan(130);
  });
});

const composition: fc.Arbitrary<Composition> = fc.oneof(
  fc
    .uniqueArray(fc.nat(50), { minLength: 1 })
    .map((ids) => ({ kind: 'chosen' as const, items: ids.map((id) => `q${id}`) })),
  fc.record({
    kind: fc.constant('drawn' as const),
    areas: wanted,
    difficulty: fc.constantFrom('any' as const, ...difficulties)
  }),
  fc.record({
    kind: fc.constant('exam' as const),
    questions: fc.constantFrom(25 as const, 50 as const, 100 as const)
  })
);
const weights = { '1': 1, '2': 2, '3': 3 };

describe('the questions of an attempt', () => {
  test('the same seed gives the same, of what suits, each once', () => {
    fc.assert(
      fc.property(bank, composition, fc.boolean(), seed, (bank, composition, shuffle, seed) => {
        const rules = { composition, shuffle };
        const items = compose(rules, bank, weights, seededRandom(seed));
        expect(compose(rules, bank, weights, seededRandom(seed))).toEqual(items);
        expect(new Set(items).size).toBe(items.length);
        const known = bank.map(({ item }) => item);
        const suited =
          composition.kind === 'chosen'
            ? composition.items.filter((item) => known.includes(item))
            : demand(composition, bank, weights).bank.map(({ item }) => item);
        expect(suited).toEqual(expect.arrayContaining(items));
        if (composition.kind !== 'chosen') return;
        if (shuffle) expect(items.toSorted()).toEqual(suited.toSorted());
        else expect(items).toEqual(suited);
      })
    );
  });

  test('those of a case stay together, in the order of the bank', () => {
    fc.assert(
      fc.property(bank, composition, fc.boolean(), seed, (bank, composition, shuffle, seed) => {
        fc.pre(composition.kind !== 'chosen' || shuffle);
        const items = compose({ composition, shuffle }, bank, weights, seededRandom(seed));
        for (const group of ['case-a', 'case-b']) {
          const inBank = bank.filter((item) => item.group === group).map(({ item }) => item);
          const asked = inBank.filter((item) => items.includes(item));
          const start = items.indexOf(asked[0]!);
          expect(items.slice(start, start + asked.length)).toEqual(asked);
        }
      })
    );
  });
});

test('a demand takes what is as hard as asked for, or fits the exam', () => {
  fc.assert(
    fc.property(bank, wanted, fc.constantFrom(...difficulties), (bank, areas, difficulty) => {
      const hard = demand({ kind: 'drawn', areas, difficulty }, bank, weights);
      expect(hard.wanted).toBe(areas);
      expect(hard.bank).toEqual(bank.filter((item) => item.difficulty === difficulty));
      const exam = demand({ kind: 'exam', questions: 50 }, bank, weights);
      expect(exam.wanted).toEqual({ '1': 8, '2': 17, '3': 25 });
      expect(exam.bank).toEqual(bank.filter(({ fitsExam }) => fitsExam));
    })
  );
});

describe('how hard a question is', () => {
  test.each([
    ['remember', 'easy'],
    ['understand', 'easy'],
    ['apply', 'medium'],
    ['analyze', 'medium'],
    ['evaluate', 'hard'],
    ['create', 'hard'],
    [null, 'medium'],
    ['constructor', 'medium']
  ])('%s lets expect %s', (bloom, difficulty) => {
    expect(difficultyOf(bloom)).toBe(difficulty);
  });

  test.each([
    ['remember', 10, 2, 'medium'],
    ['remember', 100, 20, 'hard'],
    ['create', 200, 190, 'easy'],
    ['apply', 1, 0, 'medium']
  ])('%s, %d answers worth %d together: %s', (bloom, n, sum, difficulty) => {
    expect(difficultyOf(bloom, { n, sum })).toBe(difficulty);
  });

  test('never rises with what was answered rightly', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.string(), fc.nat(10_000), share, share, (bloom, n, a, b) => {
        const rank = (share: number) =>
          difficulties.indexOf(difficultyOf(bloom, { n, sum: n * share }));
        expect(rank(Math.max(a, b))).toBeLessThanOrEqual(rank(Math.min(a, b)));
      })
    );
  });
});
