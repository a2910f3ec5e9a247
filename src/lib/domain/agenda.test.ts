import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agenda, type Askable, type Card, type Circumstances } from './agenda';
import { budgetOn, secondsOf } from './budget';
import { fsrs6 } from './memory';
import { defaultPlan, type Plan } from './plan';
import { windowOf } from './spacing';
import { newPerDay } from './unlock';

/** 2026-11-23, a Monday. */
const today = 20_780;
const place = (item: string, lesson = 'l'): Askable => ({
  ...{ item, lesson, objective: item, case: null, place: 0, secondsEach: 20 }
});
const card = (item: string, changes: Partial<Card> = {}): Card => ({
  ...place(item),
  ...{ stability: 10, difficulty: 5, lastDay: today - 10, dueDay: today, model: fsrs6 },
  ...changes
});
const cards = (count: number, changes: Partial<Card> = {}) =>
  Array.from({ length: count }, (_, i) => card(`c${String(i).padStart(4, '0')}`, changes));
const fresh = (count: number, lesson = 'l') =>
  Array.from({ length: count }, (_, i) => place(`n${i}`, lesson));
const now = (changes: Partial<Circumstances> = {}): Circumstances => ({
  day: today,
  plan: defaultPlan,
  prerequisites: () => [],
  done: 0,
  introduced: 0,
  lastStudied: today - 1,
  more: false,
  ...changes
});
const plan = (changes: Partial<Plan>) => ({ plan: { ...defaultPlan, ...changes } });
const reasonsOf = ({ share }: ReturnType<typeof agenda>) => {
  const counts: Record<string, number> = {};
  for (const { reason } of share) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
};

describe('a day’s share', () => {
  test('is what the minutes hold of what is due, and says that more is', () => {
    // 20 minutes, at 20 seconds and a recall of .9: 22 seconds each
    const day = agenda(cards(100), [], now());
    expect(reasonsOf(day)).toEqual({ due: 55 });
    expect(day).toMatchObject({ more: true, afterBreak: false });
    expect(agenda(cards(55), [], now()).more).toBe(false);
  });

  test('is half on an easy day, and shrinks by what is done', () => {
    expect(agenda(cards(100), [], now(plan({ easyDays: [1] }))).share).toHaveLength(28);
    expect(agenda(cards(100), [], now({ done: 1100 })).share).toHaveLength(5);
    const done = agenda(cards(100), [], now({ done: 1200 }));
    expect(done).toMatchObject({ share: [], more: true });
  });

  test('done, it goes on for ten minutes if the learner likes', () => {
    const day = agenda(cards(100), [], now({ done: 1300, more: true }));
    expect(secondsOf(day.share.map(({ entry }) => entry))).toBeGreaterThanOrEqual(600);
    expect(day.share.length).toBe(28);
  });

  test('today’s misses are asked even when the time is up', () => {
    const missed = card('missed', { lastDay: today, dueDay: today });
    const day = agenda([...cards(5), missed], [], now({ done: 1300 }));
    expect(reasonsOf(day)).toEqual({ missed: 1 });
  });

  test('what was answered today and is not due is left alone', () => {
    const seen = card('seen', { lastDay: today, dueDay: today + 8 });
    expect(agenda([seen], [], now()).share).toEqual([]);
  });

  test('of a backlog comes first what gains most', () => {
    const kept = cards(60, { stability: 300, lastDay: today - 300 });
    const fading = card('fading', { stability: 5, lastDay: today - 6 });
    const [first] = agenda([...kept, fading], [], now()).share;
    expect(first!.entry.item).toBe('fading');
  });

  test('after a break the rest is spread, and that is said', () => {
    const away = { lastStudied: today - 10 };
    expect(agenda(cards(100), [], now(away)).afterBreak).toBe(true);
    expect(agenda(cards(10), [], now(away)).afterBreak).toBe(false);
    expect(agenda(cards(100), [], now({ lastStudied: today - 3 })).afterBreak).toBe(false);
  });

  test('in a pause there is none', () => {
    const pause = { from: today, until: today + 3 };
    const day = agenda(cards(100), fresh(5), now(plan({ pause })));
    expect(day).toEqual({ share: [], more: false, afterBreak: false, waiting: null });
  });

  test('on a light day some of what an easy day has no time for comes early', () => {
    const coming = cards(80, { stability: 20, lastDay: today - 19, dueDay: today + 1 });
    const day = agenda(coming, [], now(plan({ easyDays: [2] })));
    const { early } = reasonsOf(day);
    expect(early).toBeGreaterThan(40);
    expect(early).toBeLessThan(60);
    expect(reasonsOf(agenda(coming.slice(0, 20), [], now(plan({ easyDays: [2] }))))).toEqual({});
  });
});

describe('new questions', () => {
  test('twenty a day at most, those that came included', () => {
    expect(reasonsOf(agenda([], fresh(30), now()))).toEqual({ new: newPerDay });
    const later = agenda([], fresh(30), now({ introduced: 15 }));
    expect(reasonsOf(later)).toEqual({ new: 5 });
    expect(later.waiting).toEqual({ why: 'day' });
  });

  test('none where the week is full already', () => {
    const week = Array.from({ length: 7 }, (_, i) => cards(60, { dueDay: today + i })).flat();
    const named = week.map((each, i) => ({ ...each, item: `c${i}` }));
    const day = agenda(named, fresh(5), now());
    expect(reasonsOf(day).new).toBeUndefined();
    expect(day.waiting).toEqual({ why: 'load' });
  });

  test('none of a lesson whose prerequisite is known too little', () => {
    const prerequisites = (lesson: string) => (lesson === 'second' ? ['first'] : []);
    const faded = cards(5, { lesson: 'first', lastDay: today - 60, dueDay: today - 50 });
    const day = agenda(faded, [...fresh(3, 'second'), place('open', 'third')], {
      ...now(),
      prerequisites
    });
    expect(
      day.share.filter(({ reason }) => reason === 'new').map(({ entry }) => entry.item)
    ).toEqual(['open']);
    expect(day.waiting).toMatchObject({
      why: 'prerequisite',
      lesson: 'second',
      prerequisite: 'first'
    });
  });
});

describe('before an exam', () => {
  const before = (days: number) => now(plan({ examDay: today + days }));
  const learned = cards(40, { lastDay: today - 4, dueDay: today + 15 });

  test('far from it all is as usual', () => {
    expect(agenda(learned, [], before(15)).share).toEqual([]);
    expect(reasonsOf(agenda(cards(3), [], before(15)))).toEqual({ due: 3 });
  });

  test('in the last two weeks what gains most by it comes, due or not', () => {
    const day = agenda(learned, [], before(10));
    expect(reasonsOf(day)).toEqual({ exam: 40 });
    const sound = cards(5, { stability: 5000, lastDay: today - 4, dueDay: today + 900 });
    expect(agenda(sound, [], before(10)).share).toEqual([]);
  });

  test('in the last week all is seen once more, and nothing new begins', () => {
    const unseen = cards(35, { stability: 5000, lastDay: today - 30, dueDay: today + 900 });
    const day = agenda(unseen, fresh(5), before(5));
    expect(reasonsOf(day)).toEqual({ 'last-look': 7 });
    expect(day.waiting).toEqual({ why: 'exam' });
    expect(reasonsOf(agenda([], fresh(5), before(8)))).toEqual({ new: 5 });
  });

  test('where time is short, what gains most comes before a last look', () => {
    const unseen = cards(35, { stability: 5000, lastDay: today - 30, dueDay: today + 900 });
    const gaining = Array.from({ length: 100 }, (_, i) =>
      card(`g${i}`, { stability: 3, lastDay: today - 2, dueDay: today + 1 })
    );
    const { share } = agenda([...unseen, ...gaining], [], before(5));
    expect(new Set(share.map(({ reason }) => reason))).toEqual(new Set(['exam']));
  });

  test('after it all is as usual again', () => {
    expect(reasonsOf(agenda(cards(3), fresh(2), before(-1)))).toEqual({ due: 3, new: 2 });
  });
});

describe('whatever is known', () => {
  const known = fc
    .array(
      fc.record({
        stability: fc.double({ min: 0.2, max: 400, noNaN: true }),
        difficulty: fc.double({ min: 1, max: 10, noNaN: true }),
        ago: fc.nat(60),
        secondsEach: fc.integer({ min: 3, max: 60 }),
        lesson: fc.constantFrom('l1', 'l2')
      }),
      { maxLength: 80 }
    )
    .map((list) =>
      list.map(({ ago, ...rest }, i): Card => {
        const lastDay = today - ago;
        const dueDay = lastDay + windowOf(fsrs6.interval(rest.stability)).first;
        return card(`c${i}`, { ...rest, lastDay, dueDay });
      })
    );
  const circumstances = fc
    .record({
      dailyMinutes: fc.integer({ min: 5, max: 60 }),
      examDay: fc.option(fc.integer({ min: today - 3, max: today + 30 })),
      easyDays: fc.constantFrom<Plan['easyDays']>([], [1], [2, 6]),
      done: fc.nat(2000),
      introduced: fc.nat(25)
    })
    .map(({ done, introduced, ...changes }) => now({ ...plan(changes), done, introduced }));

  test('each is asked once, and the minutes are exceeded by one at most', () => {
    fc.assert(
      fc.property(known, fc.nat(30), circumstances, (list, count, circumstance) => {
        const { share, more } = agenda(list, fresh(count), circumstance);
        const items = share.map(({ entry }) => entry.item);
        expect(new Set(items).size).toBe(items.length);
        const left = Math.max(0, budgetOn(circumstance.plan, today) - circumstance.done);
        const rest = share.filter(({ reason }) => reason !== 'missed').map(({ entry }) => entry);
        expect(secondsOf(rest.slice(0, -1))).toBeLessThanOrEqual(left);
        if (left === 0) expect(rest).toEqual([]);
        const due = list.filter((each) => each.dueDay <= today && each.lastDay < today);
        if (!more && (circumstance.plan.examDay ?? 0) < today)
          expect(due.every(({ item }) => items.includes(item))).toBe(true);
      })
    );
  });

  test('new ones stop in the last week before an exam, and after twenty', () => {
    fc.assert(
      fc.property(known, circumstances, (list, circumstance) => {
        const { share } = agenda(list, fresh(40), circumstance);
        const count = share.filter(({ reason }) => reason === 'new').length;
        expect(count).toBeLessThanOrEqual(Math.max(0, newPerDay - circumstance.introduced));
        const { examDay } = circumstance.plan;
        if (examDay !== null && examDay >= today && examDay - today <= 7) expect(count).toBe(0);
      })
    );
  });

  test('what comes early comes within its window', () => {
    fc.assert(
      fc.property(known, circumstances, (list, circumstance) => {
        for (const { entry, reason } of agenda(list, [], circumstance).share)
          if (reason === 'early' && 'interval' in entry)
            expect(today).toBeGreaterThanOrEqual(entry.lastDay + windowOf(entry.interval).first);
      })
    );
  });
});
