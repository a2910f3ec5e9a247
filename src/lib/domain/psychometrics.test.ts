import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bandOf,
  concernsOf,
  difficulty,
  discrimination,
  fewTakers,
  reliability,
  worthALook,
  type Concern,
  type ItemSums,
  type QuizSums
} from './psychometrics';

/** Sums of raw scores, one row a taker. */
function sumsOf(rows: number[][]): { quiz: QuizSums; items: ItemSums[] } {
  const sum = (list: number[]) => list.reduce((total, value) => total + value, 0);
  const totals = rows.map(sum);
  const quiz = {
    n: rows.length,
    total: sum(totals),
    totalSquare: sum(totals.map((total) => total ** 2))
  };
  const items = rows[0]!.map((_, place) => {
    const xs = rows.map((row) => row[place]!);
    const rs = rows.map((row, i) => (totals[i]! - row[place]!) / Math.max(1, row.length - 1));
    return {
      n: rows.length,
      score: sum(xs),
      scoreSquare: sum(xs.map((x) => x ** 2)),
      rest: sum(rs),
      restSquare: sum(rs.map((r) => r ** 2)),
      product: sum(xs.map((x, i) => x * rs[i]!))
    };
  });
  return { quiz, items };
}

const repeat = (rows: number[][], times: number) =>
  Array.from({ length: times }, () => rows).flat();

/**
 * Five takers, three questions. By hand: totals 3 2 1 0 2, mean 1.6, variance 1.04; item variances
 * .24 .24 .24 (each .6 · .4) but the third .4 · .6; their sum .72.
 */
const small = [
  [1, 1, 1],
  [1, 1, 0],
  [1, 0, 0],
  [0, 0, 0],
  [0, 1, 1]
];

describe('by hand', () => {
  const { quiz, items } = sumsOf(small);

  test('difficulty: 3 of 5, with the Wilson interval', () => {
    const { share, low, high } = difficulty(items[0]!);
    expect(share).toBeCloseTo(0.6, 10);
    expect(low).toBeCloseTo(0.2307, 4);
    expect(high).toBeCloseTo(0.8824, 4);
  });

  // x = 1 1 1 0 0, rest sums 2 1 0 0 2: covariance (3 − 3 · 1)/5 = 0.
  // x = 1 1 0 0 1, rest sums 2 1 1 0 1: covariance .8 − .6 = .2, deviations √.24 and √.4.
  // x = 1 0 0 0 1, rest sums 2 2 1 0 1: covariance .6 − .48 = .12, deviations √.24 and √.56.
  test.each([
    [0, 0],
    [1, 0.2 / Math.sqrt(0.24 * 0.4)],
    [2, 0.12 / Math.sqrt(0.24 * 0.56)]
  ])('discrimination of question %i', (place, expected) => {
    expect(discrimination(items[place]!)).toBeCloseTo(expected, 10);
  });

  test('KR-20: 3/2 · (1 − .72 / 1.04)', () => {
    const many = sumsOf(repeat(small, 4));
    expect(reliability(many.quiz, many.items)).toEqual({
      value: expect.closeTo(1.5 * (1 - 0.72 / 1.04), 10)
    });
    expect(reliability(quiz, items)).toEqual({ withheld: 'few' });
  });
});

test('the reliability is withheld where it would say nothing', () => {
  const { quiz, items } = sumsOf(repeat(small, 4));
  const fewer = { ...items[0]!, n: 12 };
  expect(reliability(quiz, [fewer, ...items.slice(1)])).toEqual({ withheld: 'drawn' });
  const single = sumsOf(repeat([[1], [0]], 10));
  expect(reliability(single.quiz, single.items)).toEqual({ withheld: 'short' });
  const same = sumsOf(repeat([[1, 0], [0, 1]], 10)); // prettier-ignore
  expect(reliability(same.quiz, same.items)).toEqual({ withheld: 'same' });
});

test('nothing is said where all scored the same', () => {
  const { items } = sumsOf([
    [1, 1, 0],
    [1, 0, 1],
    [1, 0, 0]
  ]);
  expect(discrimination(items[0]!)).toBeNull();
});

test.each([
  [0.4, 'excellent'],
  [0.399, 'good'],
  [0.3, 'good'],
  [0.2, 'acceptable'],
  [0.1, 'low'],
  [0, 'low'],
  [-0.01, 'negative'],
  [-1, 'negative']
])('a discrimination of %d is %s', (value, word) => {
  expect(bandOf(value)).toBe(word);
});

const option = (n: number, isKey = false) => ({ n, isKey });
/** A question of 100 takers with these shares of the options, the first being the key. */
const question = (right: number, ...wrong: number[]) => {
  const { items } = sumsOf(
    Array.from({ length: 100 }, (_, i) => [i < right ? 1 : 0, i < 50 ? 1 : 0])
  );
  return { ...items[0]!, options: [option(right, true), ...wrong.map((n) => option(n))] };
};

test.each([
  [question(60, 20, 20), []],
  [question(30, 50, 20), ['rival']],
  [question(20, 40, 40), ['rival', 'hard']],
  [question(97, 2, 1), ['low', 'easy']],
  [question(60, 38, 2), ['unused']],
  [{ ...question(60, 20, 20), product: 20 }, ['negative']],
  [{ ...question(60, 20, 20), options: [] }, []]
] as [Parameters<typeof concernsOf>[0], Concern[]][])('concerns %#', (item, expected) => {
  expect(concernsOf(item)).toEqual(expected);
});

test('the worst come first, five at most', () => {
  const of = (n: number, ...own: Concern[]) => ({ n, concerns: own });
  const items = [
    of(1, 'unused'),
    of(2),
    of(3, 'low', 'easy'),
    of(4, 'rival'),
    of(5, 'low'),
    of(6, 'negative', 'hard'),
    of(7, 'low')
  ];
  expect(worthALook(items).map(({ n }) => n)).toEqual([4, 6, 3, 7, 5]);
});

/** Scores by taker and question: right, wrong or in part. */
const raw = fc
  .tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: fewTakers, max: 40 }))
  .chain(([width, length]) =>
    fc.array(
      fc.array(fc.constantFrom<number[]>(0, 0.25, 0.5, 1), { minLength: width, maxLength: width }),
      {
        minLength: length,
        maxLength: length
      }
    )
  );

const mean = (list: number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
const variance = (list: number[]) => mean(list.map((value) => (value - mean(list)) ** 2));

test('the sums give what the textbook gives on raw scores', () => {
  fc.assert(
    fc.property(raw, (rows) => {
      const { quiz, items } = sumsOf(rows);
      const totals = rows.map((row) => row.reduce((sum, score) => sum + score, 0));
      items.forEach((item, place) => {
        const xs = rows.map((row) => row[place]!);
        const rs = rows.map((row, i) => totals[i]! - row[place]!);
        const covariance = mean(xs.map((x, i) => (x - mean(xs)) * (rs[i]! - mean(rs))));
        const deviations = Math.sqrt(variance(xs) * variance(rs));
        const found = discrimination(item);
        if (deviations < 1e-6) expect(found).toBeNull();
        else expect(found).toBeCloseTo(covariance / deviations, 6);
        expect(difficulty(item).share).toBeCloseTo(mean(xs), 10);
      });
      const k = items.length;
      const parts = items.reduce((sum, _, i) => sum + variance(rows.map((row) => row[i]!)), 0);
      const found = reliability(quiz, items);
      if (variance(totals) < 1e-6) expect(found).toEqual({ withheld: 'same' });
      else
        expect(found).toEqual({
          value: expect.closeTo((k / (k - 1)) * (1 - parts / variance(totals)), 6)
        });
    })
  );
});
