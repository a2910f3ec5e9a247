/** What must hold of memory and schedule, held against figures and formulas from outside. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byTime, recallOn, replay, step, type Card, type Review, type Schedule } from './card';
import { studyDay } from './day';
import {
  Again,
  defaultVersion,
  defaultWeights,
  Easy,
  fsrs6,
  Good,
  Hard,
  longestInterval,
  type Memory,
  type Rating
} from './memory';
import { spacing } from './spacing';

const minute = 60_000;
const hour = 60 * minute;
const schedule: Schedule = { item: 'item', target: 0.9, model: () => fsrs6 };

const rating = fc.constantFrom(Again, Hard, Good, Easy);
const memory = fc.record({
  stability: fc.double({ min: 0.01, max: 36_500, noNaN: true }),
  difficulty: fc.double({ min: 1, max: 10, noNaN: true })
});

/** An answer at a moment, on the study day of the zone in which it is given. */
const answer = (at: string | number, zone: string, rating: Rating = Good, id = 'a'): Review => ({
  id,
  rating,
  studyDay: studyDay(new Date(at), zone),
  answeredAt: new Date(at),
  weightsVersion: defaultVersion
});

describe('the formulas as FSRS-6 publishes them', () => {
  const w = defaultWeights as number[];
  const within = (low: number, value: number, high: number) => Math.min(Math.max(low, value), high);
  const firstDifficulty = (g: Rating) => w[4]! - Math.exp((g - 1) * w[5]!) + 1;
  const factor = 0.9 ** (-1 / w[20]!) - 1;
  const recallBy = (s: number, t: number) => (1 + (factor * t) / s) ** -w[20]!;

  function nextBy(before: Memory | null, t: number, g: Rating): Memory {
    if (!before) return { stability: w[g - 1]!, difficulty: within(1, firstDifficulty(g), 10) };
    const { stability: s, difficulty: d } = before;
    const moved = d - (w[6]! * (g - 3) * (10 - d)) / 9;
    const difficulty = within(1, w[7]! * firstDifficulty(Easy) + (1 - w[7]!) * moved, 10);
    return { stability: within(0.001, stabilityBy(s, d, t, g), 36_500), difficulty };
  }

  function stabilityBy(s: number, d: number, t: number, g: Rating): number {
    const r = recallBy(s, t);
    if (t === 0) {
      const growth = s ** -w[19]! * Math.exp(w[17]! * (g - 3 + w[18]!));
      return s * (g === Again ? growth : Math.max(growth, 1));
    }
    if (g === Again) {
      const left = w[11]! * d ** -w[12]! * ((s + 1) ** w[13]! - 1) * Math.exp((1 - r) * w[14]!);
      return Math.min(left, s / Math.exp(w[17]! * w[18]!));
    }
    const bonus = g === Hard ? w[15]! : g === Easy ? w[16]! : 1;
    const room = Math.exp(w[8]!) * (11 - d) * s ** -w[9]!;
    return s * (1 + room * (Math.exp((1 - r) * w[10]!) - 1) * bonus);
  }

  const near = (is: number, was: number) =>
    expect(Math.abs(is - was)).toBeLessThanOrEqual(1e-4 * Math.max(1, was));

  test('whole histories', () => {
    const answers = fc.array(fc.tuple(fc.nat(400), rating), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(answers, (history) => {
        let ours: Memory | null = null;
        let theirs: Memory | null = null;
        for (const [days, grade] of history) {
          ours = fsrs6.next(ours, days, grade);
          theirs = nextBy(theirs, days, grade);
          near(ours.stability, theirs.stability);
          near(ours.difficulty, theirs.difficulty);
        }
      })
    );
  });

  test('recall, and the interval as its inverse', () => {
    fc.assert(
      fc.property(memory, fc.nat(36_500), ({ stability }, days) => {
        expect(fsrs6.recall(stability, days)).toBeCloseTo(recallBy(stability, days), 6);
      })
    );
    fc.assert(
      fc.property(
        fc.double({ min: 5, max: 1000, noNaN: true }),
        fc.double({ min: 0.7, max: 0.97, noNaN: true }),
        (stability, target) => {
          const days = fsrs6.interval(stability, target);
          // Whole days: recall crosses the target within half a day of it.
          if (days > 1)
            expect(recallBy(stability, days - 0.5)).toBeGreaterThanOrEqual(target - 1e-6);
          if (days < longestInterval)
            expect(recallBy(stability, days + 0.5)).toBeLessThanOrEqual(target + 1e-6);
        }
      )
    );
  });
});

test('the sequence that ts-fsrs and py-fsrs publish, with their default steps', () => {
  // Two learning steps, one relearning step: until they are passed an interval is 0 days.
  const grades: Rating[] = [Good, Good, Good, Good, Good, Good, Again, Again];
  grades.push(Good, Good, Good, Good, Good);
  let steps = 2;
  let before: Memory | null = null;
  let interval = 0;
  const intervals = grades.map((grade) => {
    before = fsrs6.next(before, interval, grade);
    steps = grade === Again ? 1 : Math.max(0, steps - 1);
    return (interval = steps > 0 ? 0 : fsrs6.interval(before.stability));
  });
  expect(intervals).toEqual([0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]);
});

test.each([
  ['0G 2G 11G 46G 163G', 497.4472, 2.090586],
  ['0G 2A 1G 3G', 7.122749, 7.370183],
  ['0H 1G 5E', 27.030634, 3.450928],
  ['0G 10G', 25.10872, 2.111214],
  ['0A 0G 1G 3G 8G 21G', 53.62691, 6.3574867]
])('the chain %s as answers at noon, folded into a card', (chain, stability, difficulty) => {
  const grades: Record<string, Rating> = { A: Again, H: Hard, G: Good, E: Easy };
  let at = Date.parse('2026-03-20T12:00:00Z');
  const reviews = [...chain.matchAll(/(\d+)([AHGE])/g)].map(([, days, letter], i) => {
    at += Number(days) * 24 * hour + minute;
    return answer(at, 'America/New_York', grades[letter!], `a${i}`);
  });
  const card = replay(reviews, schedule)!;
  expect(card.stability).toBeCloseTo(stability, 4);
  expect(card.difficulty).toBeCloseTo(difficulty, 4);
});

describe('elapsed days are study days', () => {
  const after = (...reviews: Review[]) => replay(reviews, schedule)!.stability;

  test('ten minutes over midnight, of UTC or on the wall, are the same day', () => {
    // Counted by days of UTC the second would give 7.3153.
    const utc = [
      answer('2026-06-10T23:55:00Z', 'America/Los_Angeles'),
      answer('2026-06-11T00:05:00Z', 'America/Los_Angeles', Good, 'b')
    ];
    expect(after(...utc)).toBeCloseTo(2.3065, 4);
    const wall = [
      answer('2026-06-10T21:55:00Z', 'Europe/Zurich'),
      answer('2026-06-10T22:05:00Z', 'Europe/Zurich', Good, 'b')
    ];
    expect(after(...wall)).toBeCloseTo(2.3065, 4);
  });

  test('ten minutes over 04:00 are the next day', () => {
    const card = after(
      answer('2026-06-11T01:55:00Z', 'Europe/Zurich'),
      answer('2026-06-11T02:05:00Z', 'Europe/Zurich', Good, 'b')
    );
    expect(card).toBeCloseTo(7.3153, 4);
  });

  test.each([
    ['the short day of spring', '2026-03-28T12:00:00Z', '2026-03-29T11:00:00Z'],
    ['the long day of autumn', '2026-10-24T11:00:00Z', '2026-10-25T12:00:00Z']
  ])('%s is one day', (_, first, second) => {
    const zone = 'Europe/Zurich';
    const card = after(answer(first, zone), answer(second, zone, Good, 'b'));
    expect(card).toBeCloseTo(7.3153, 4);
  });

  test('whoever flies over the date line, through summer time, lives no negative day', () => {
    const zones = [
      'Pacific/Kiritimati',
      'Pacific/Pago_Pago',
      'America/New_York',
      'Australia/Lord_Howe',
      'Europe/Zurich'
    ];
    const journey = fc.array(
      fc.record({
        ms: fc.integer({ min: 1, max: 40 * hour }),
        zone: fc.constantFrom(...zones),
        rating
      }),
      { minLength: 2, maxLength: 40 }
    );
    fc.assert(
      fc.property(journey, fc.integer({ min: 0, max: 365 }), (stages, begin) => {
        let at = Date.UTC(2026, 0, 1) + begin * 24 * hour;
        let card: Card | null = null;
        stages.forEach(({ ms, zone, rating }, i) => {
          at += ms;
          const before: Card | null = card;
          card = step(before, answer(at, zone, rating, `a${i}`), schedule);
          expect(card.lastDay).toBeGreaterThanOrEqual(before?.lastDay ?? card.lastDay);
          expect(card.dueDay).toBeGreaterThanOrEqual(card.lastDay);
          expect(recallOn(card, studyDay(new Date(at), 'Pacific/Pago_Pago'))).toBe(1);
        });
      })
    );
  });
});

describe('of any history', () => {
  const history = fc
    .array(fc.record({ day: fc.nat(200), minute: fc.nat(600), rating }), {
      minLength: 1,
      maxLength: 20
    })
    .map((list) =>
      list
        .map(({ day, minute: at, rating }, i) =>
          answer(Date.UTC(2026, 0, 5 + day, 8) + at * minute, 'UTC', rating, `a${i}`)
        )
        .sort(byTime)
    );

  test('an answer taken back leaves the card as it was', () => {
    fc.assert(
      fc.property(history, (reviews) => {
        const before = replay(reviews.slice(0, -1), schedule);
        const kept = structuredClone(before);
        expect(step(before, reviews.at(-1)!, schedule)).toEqual(replay(reviews, schedule));
        expect(before).toEqual(kept);
      })
    );
  });

  test('what memory is does not hang on the target, nor on where an interval falls', () => {
    fc.assert(
      fc.property(history, fc.double({ min: 0.7, max: 0.97, noNaN: true }), (reviews, target) => {
        const { dueDay: _, ...usual } = replay(reviews, schedule)!;
        const { dueDay, ...other } = replay(reviews, { ...schedule, item: 'other', target })!;
        expect(other).toEqual(usual);
        expect(dueDay).toBeLessThanOrEqual(other.lastDay + longestInterval);
      })
    );
  });
});

test('a better rating never comes back sooner, after the spreading too', () => {
  fc.assert(
    fc.property(fc.option(memory), fc.nat(1000), fc.string(), (before, days, seed) => {
      const intervals = ([Again, Hard, Good, Easy] as const).map((grade) =>
        spacing(fsrs6, fsrs6.next(before, before ? days : 0, grade).stability, 0.9, seed)
      );
      expect(intervals).toEqual(intervals.toSorted((a, b) => a - b));
    })
  );
});

test('no interval is longer than the longest, whatever the memory and the seed', () => {
  for (let seed = 0; seed < 200; seed++)
    for (const target of [0.7, 0.9, 0.97])
      expect(spacing(fsrs6, 36_500, target, String(seed))).toBeLessThanOrEqual(longestInterval);
});
