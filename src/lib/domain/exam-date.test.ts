import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  beginsNew,
  examPhase,
  finalDays,
  lastLook,
  lastLookDays,
  projectedRecall,
  rankForExam,
  withinAnswers,
  worthForExam,
  type ExamCard
} from './exam-date';
import { gain } from './gain';
import { fsrs6 } from './memory';

const today = 20_000;

/** Cards of four areas (some of none), answered within the last 200 days, some today. */
const cards = fc
  .array(
    fc.record({
      stability: fc.double({ min: 0.1, max: 1000, noNaN: true }),
      difficulty: fc.double({ min: 1, max: 10, noNaN: true }),
      ago: fc.nat(200),
      area: fc.constantFrom('anatomy', 'ethics', 'kinesiology', 'pathology', undefined)
    }),
    { maxLength: 40 }
  )
  .map((list): ExamCard[] =>
    list.map(({ ago, ...card }, i) => ({ ...card, item: `item-${i}`, lastDay: today - ago }))
  );
const ahead = fc.nat(120);
const names = (list: readonly ExamCard[]) => list.map(({ item }) => item);

test.each([
  [15, 'far'],
  [14, 'final'],
  [8, 'final'],
  [7, 'last-look'],
  [1, 'last-look'],
  [0, 'today'],
  [-1, 'over']
] as const)('%d days before the exam: %s', (left, phase) => {
  expect(examPhase(today, today + left)).toBe(phase);
});

test('nothing new is begun in the last week, nor on the day, but again after it', () => {
  expect([8, 7, 1, 0, -1].map((left) => beginsNew(today, today + left))).toEqual([
    true,
    false,
    false,
    false,
    true
  ]);
});

describe('the ranking', () => {
  test('holds every card once, and leaves the list as it was', () => {
    fc.assert(
      fc.property(cards, ahead, (list, left) => {
        const before = structuredClone(list);
        const ranked = rankForExam(list, today, today + left);
        expect(names(ranked).toSorted()).toEqual(names(list).toSorted());
        expect(list).toEqual(before);
      })
    );
  });

  test('falls by worth for the exam, what was answered today last', () => {
    fc.assert(
      fc.property(cards, ahead, (list, left) => {
        const ranked = rankForExam(list, today, today + left);
        const answered = ranked.map(({ lastDay }) => lastDay === today);
        expect(answered).toEqual(answered.toSorted());
        const worth = ranked
          .filter(({ lastDay }) => lastDay < today)
          .map((card) => worthForExam(card, today, today + left));
        expect(worth).toEqual(worth.toSorted((a, b) => b - a));
      })
    );
  });

  test('on the eve and on the day, worth is the gain of a repetition now', () => {
    const card = { item: 'a', stability: 5, difficulty: 5, lastDay: today - 20 };
    for (const left of [0, 1])
      expect(worthForExam(card, today, today + left)).toBe(gain({ memory: card, days: 20 }, left));
  });

  test('what fades fast waits for the eve; what keeps is asked before, due or not', () => {
    const fading = { item: 'fading', stability: 1, difficulty: 9.5, lastDay: today - 3 };
    const keeping = { item: 'keeping', stability: 25, difficulty: 4, lastDay: today - 22 };
    expect(fsrs6.recall(fading.stability, 3)).toBeLessThan(0.9); // due
    expect(fsrs6.recall(keeping.stability, 22)).toBeGreaterThan(0.9); // not due
    expect(names(rankForExam([fading, keeping], today, today + 14))).toEqual(['keeping', 'fading']);
    expect(names(rankForExam([fading, keeping], today, today + 1))).toEqual(['fading', 'keeping']);
  });

  test('does not depend on the order in which the cards come', () => {
    fc.assert(
      fc.property(cards, ahead, (list, left) => {
        const other = rankForExam(list.toReversed(), today, today + left);
        expect(names(other)).toEqual(names(rankForExam(list, today, today + left)));
      })
    );
  });

  test('after the exam and for a calendar that stepped back it still ranks', () => {
    const card = { item: 'a', stability: 5, difficulty: 5, lastDay: today + 1 };
    expect(rankForExam([card], today, today - 3)).toEqual([card]);
  });
});

test('a cut is the beginning of the ranking, and is expected to take no more answers than fit', () => {
  fc.assert(
    fc.property(cards, fc.nat(60), (list, answers) => {
      const cut = withinAnswers(list, answers, today);
      expect(cut).toEqual(list.slice(0, cut.length));
      const each = (card: ExamCard) => 2 - fsrs6.recall(card.stability, today - card.lastDay);
      const sum = (some: ExamCard[]) => some.reduce((total, card) => total + each(card), 0);
      expect(sum(cut)).toBeLessThanOrEqual(answers);
      if (cut.length < list.length)
        expect(sum(list.slice(0, cut.length + 1))).toBeGreaterThan(answers);
    })
  );
});

describe('the last look', () => {
  test('shows every card once in the last week, spread evenly', () => {
    fc.assert(
      fc.property(cards, (list) => {
        const examDay = today + lastLookDays;
        let now = list;
        const shares: number[] = [];
        for (let day = today; day < examDay; day++) {
          const seen = new Set(names(lastLook(now, day, examDay)));
          shares.push(seen.size);
          now = now.map((card) => (seen.has(card.item) ? { ...card, lastDay: day } : card));
        }
        expect(now.every(({ lastDay }) => lastDay >= examDay - lastLookDays)).toBe(true);
        const unseen = list.filter(({ lastDay }) => lastDay < today).length;
        expect(shares.reduce((a, b) => a + b, 0)).toBe(unseen);
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
      })
    );
  });

  test('what was answered in the last week needs none; the rest waits for the week', () => {
    const card = { item: 'a', stability: 5, difficulty: 5, lastDay: today - 1 };
    expect(lastLook([card], today, today + 6)).toEqual([]);
    expect(lastLook([card], today, today + 1)).toEqual([]);
    for (const left of [-1, 0, 8, finalDays, 100])
      expect(lastLook([{ ...card, lastDay: today - 50 }], today, today + left)).toEqual([]);
  });
});

describe('the projection', () => {
  const chosen = (list: readonly ExamCard[], every: number) =>
    new Set(names(list.filter((_, i) => i % every === 0)));
  /** ts-fsrs rounds to eight digits. */
  const rounding = 1e-7;

  test('of nothing is none', () => {
    expect(projectedRecall([], today + 9, new Set(), today)).toEqual({ all: null, byArea: {} });
  });

  test('lies between 0 and 1, and work never makes it less', () => {
    fc.assert(
      fc.property(cards, ahead, fc.integer({ min: 1, max: 4 }), (list, left, every) => {
        const { all, byArea } = projectedRecall(list, today + left, chosen(list, every), today);
        for (const { without, withToday } of [...Object.values(byArea), ...(all ? [all] : [])]) {
          expect(without).toBeGreaterThan(0);
          expect(withToday).toBeGreaterThanOrEqual(without - rounding);
          expect(withToday).toBeLessThanOrEqual(1);
        }
      })
    );
  });

  test('more work never makes it less, and no work leaves both alike', () => {
    fc.assert(
      fc.property(cards, ahead, (list, left) => {
        const at = (items: ReadonlySet<string>) =>
          projectedRecall(list, today + left, items, today).all ?? { without: 0, withToday: 0 };
        const none = at(new Set());
        expect(none.withToday).toBe(none.without);
        const some = at(chosen(list, 3)).withToday;
        expect(at(chosen(list, 1)).withToday).toBeGreaterThanOrEqual(some - rounding);
      })
    );
  });

  test('areas count their own cards; cards without an area count in all only', () => {
    fc.assert(
      fc.property(cards, ahead, (list, left) => {
        const { all, byArea } = projectedRecall(list, today + left, new Set(), today);
        const inAreas = Object.values(byArea).reduce((sum, { n }) => sum + n, 0);
        expect(inAreas).toBe(list.filter(({ area }) => area !== undefined).length);
        expect(all?.n ?? 0).toBe(list.length);
      })
    );
  });

  test('a later exam day finds less', () => {
    fc.assert(
      fc.property(cards, ahead, (list, left) => {
        fc.pre(list.length > 0);
        const at = (day: number) => projectedRecall(list, day, new Set(), today).all!.without;
        expect(at(today + left + 1)).toBeLessThan(at(today + left));
      })
    );
  });

  test('by hand', () => {
    const ten = { stability: 10, difficulty: 5, lastDay: today };
    const list = [
      { ...ten, item: 'a', area: 'ethics' },
      { ...ten, item: 'b', area: 'ethics', lastDay: today - 10 },
      { ...ten, item: 'c' }
    ];
    const { all, byArea } = projectedRecall(list, today + 10, new Set(), today);
    expect(byArea.ethics!.without).toBeCloseTo((0.9 + 0.84588) / 2, 4);
    expect(all).toMatchObject({ n: 3, without: expect.closeTo((0.9 + 0.84588 + 0.9) / 3, 4) });
  });
});
