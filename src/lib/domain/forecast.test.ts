import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costOf, forecast, spread, type Held } from './forecast';
import { Again, fsrs6, Good, type Memory } from './memory';
import { seededRandom } from './shuffle';

const model = fsrs6;
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

/** Held since `lastDay` with a stability of ten days, so due at .9 on the tenth day after. */
const held = (lastDay: number, changes: Partial<Held> = {}): Held => ({
  stability: 10,
  difficulty: 5,
  lastDay,
  dueDay: lastDay + 10,
  ...changes
});

const anyCard = fc
  .record({
    stability: fc.double({ min: 0.3, max: 400, noNaN: true }),
    difficulty: fc.double({ min: 1, max: 10, noNaN: true }),
    lastDay: fc.integer({ min: 900, max: 1000 })
  })
  .map((card) => ({ ...card, dueDay: card.lastDay + model.interval(card.stability) }));

describe('a forecast', () => {
  test('of nothing is nothing', () => {
    expect(forecast([], 1000, 3, { target: 0.9, model })).toEqual({
      due: [0, 0, 0],
      repeats: [0, 0, 0]
    });
  });

  test('counts each card on its day, what is overdue today, what is later not', () => {
    const cards = [held(990), held(950), held(992), held(1000)];
    expect(forecast(cards, 1000, 10, { target: 0.9, model }).due).toEqual([
      2, 0, 1, 0, 0, 0, 0, 0, 0, 0
    ]);
  });

  test('follows a card both ways, the retry after a miss first', () => {
    const card = held(990);
    const { repeats } = forecast([card], 1000, 2, { target: 0.9, model });
    const known = model.recall(10, 10);
    const missed = model.next(model.next(card, 10, Again), 0, Good);
    expect(known).toBeCloseTo(0.9, 9);
    expect(model.interval(model.next(card, 10, Good).stability)).toBeGreaterThan(2);
    expect(repeats[0]).toBeCloseTo(0.1, 9);
    // The missed way alone comes back within the days, and may be missed once more.
    expect(model.interval(missed.stability)).toBe(1);
    const again = 1 - model.recall(missed.stability, 1);
    expect(repeats[1]).toBeCloseTo(0.1 * (1 + again), 9);
  });

  test('what was missed today is asked again today and surely known then', () => {
    const card = held(1000, { stability: 1, dueDay: 1000 });
    const { due, repeats } = forecast([card], 1000, 1, { target: 0.9, model });
    expect([due, repeats]).toEqual([[1], [0]]);
  });

  test('is what happens on average, lived through with chance', () => {
    const cards = Array.from({ length: 40 }, (_, i) => {
      const [lastDay, stability] = [985 + (i % 15), 1 + i / 2];
      return held(lastDay, { stability, dueDay: lastDay + model.interval(stability) });
    });
    const runs = 200;
    const lived = Array.from({ length: runs }, (_, run) => live(cards, 60, `run ${run}`));
    const { due, repeats } = forecast(cards, 1000, 60, { target: 0.9, model });
    const mean = sum(lived) / runs;
    const deviation = Math.sqrt(sum(lived.map((one) => (one - mean) ** 2)) / runs);
    expect(Math.abs(sum(due) + sum(repeats) - mean)).toBeLessThan(
      Math.max((4 * deviation) / Math.sqrt(runs), 0.02 * mean)
    );
  });

  test('has no fewer reviews for a longer look ahead, and none that are less than none', () => {
    fc.assert(
      fc.property(fc.array(anyCard, { maxLength: 20 }), (cards) => {
        const few = forecast(cards, 1000, 10, { target: 0.9, model });
        const many = forecast(cards, 1000, 30, { target: 0.9, model });
        for (const [day, count] of few.due.entries()) expect(many.due[day]).toBe(count);
        for (const [day, count] of few.repeats.entries())
          expect(many.repeats[day]).toBeCloseTo(count, 9);
        expect(Math.min(...many.due, ...many.repeats)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 30 }
    );
  });
});

/** @returns the answers that it took from day 1000 on, each miss asked again at once */
function live(cards: readonly Held[], days: number, seed: string): number {
  const random = seededRandom(seed);
  let answers = 0;
  for (const card of cards) {
    let memory: Memory = card;
    let last = card.lastDay;
    let day = Math.max(card.dueDay, 1000);
    while (day < 1000 + days) {
      const isKnown = random() < model.recall(memory.stability, day - last);
      answers += isKnown ? 1 : 2;
      const next = model.next(memory, day - last, isKnown ? Good : Again);
      memory = isKnown ? next : model.next(next, 0, Good);
      last = day;
      day += model.interval(memory.stability);
    }
  }
  return answers;
}

describe('the cost of a target', () => {
  const within = { today: 1000, days: 180, secondsEach: 30 };

  test('relates to that of others as our research measured it', () => {
    // Section 6: a thousand items, twenty new a day, 180 days; reviews and ratios to .90.
    const fresh = Array.from({ length: 50 }, () => 20);
    const costs = costOf([], [0.95, 0.9, 0.85, 0.8], { ...within, fresh }, model);
    const reviews = costs.map((cost) => cost.reviews * 180);
    for (const [i, published] of [11_232, 7_251, 5_564, 5_178].entries())
      expect(Math.abs(reviews[i]! / published - 1)).toBeLessThan(0.02);
    const ratio = (i: number) => costs[i]!.minutes / costs[1]!.minutes;
    expect(ratio(0)).toBeCloseTo(1.55, 1);
    expect(ratio(2)).toBeCloseTo(0.77, 1);
  });

  test('is told in reviews and in minutes a day', () => {
    const [cost] = costOf([held(990)], [0.9], { ...within, days: 1 }, model);
    expect(cost!.target).toBe(0.9);
    expect(cost!.reviews).toBeCloseTo(1.1, 9);
    expect(cost!.minutes).toBeCloseTo(0.55, 9);
  });

  test('reckons with the days that the target asks for, whatever the plan said before', () => {
    const one = { ...within, days: 1 };
    // At .95 a stability of ten days asks after four.
    expect(costOf([held(996)], [0.9, 0.95], one, model).map((cost) => cost.reviews > 0)).toEqual([
      false,
      true
    ]);
    const missed = held(1000, { dueDay: 1000 });
    expect(costOf([missed], [0.7], one, model)[0]!.reviews).toBe(1);
  });

  test('of nothing is nothing', () => {
    const nothing = [{ target: 0.9, reviews: 0, minutes: 0 }];
    expect(costOf([], [0.9], within, model)).toEqual(nothing);
    expect(costOf([], [0.9], { ...within, fresh: [0, 0] }, model)).toEqual(nothing);
  });
});

describe('spread', () => {
  test('puts on the next days what one cannot hold', () => {
    expect(spread([7, 0, 1, 4, 0], () => 3)).toEqual([3, 3, 2, 3, 1]);
    expect(spread([9, 0], () => 3)).toEqual([3, 3]);
    expect(spread([2, 2, 0, 0], (day) => (day === 1 ? 0 : 3))).toEqual([2, 0, 2, 0]);
  });

  test('changes no day that can hold what it has, and loses only what is over at the end', () => {
    const counts = fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { maxLength: 30 });
    fc.assert(
      fc.property(counts, fc.double({ min: 1, max: 60, noNaN: true }), (given, most) => {
        const days = spread(given, () => most);
        expect(days.every((count) => count >= 0 && count <= most + 1e-9)).toBe(true);
        expect(sum(days)).toBeLessThanOrEqual(sum(given) + 1e-9);
        if (given.every((count) => count <= most)) expect(days).toEqual(given);
        else if (days.at(-1)! < most - 1e-9) expect(sum(days)).toBeCloseTo(sum(given), 6);
      })
    );
  });
});
