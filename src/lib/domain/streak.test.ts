import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { graceWindow, streak } from './streak';

const never = () => false;

/** @param picture a day each, the last one today: x answered, . not, o a day off */
function of(picture: string) {
  const days = [...picture].flatMap((sign, day) => (sign === 'x' ? [day] : []));
  return streak(days, picture.length - 1, (day) => picture[day] === 'o');
}

describe('a streak', () => {
  test.each([
    ['nothing yet', '.', 0, 0],
    ['begun today', 'x', 1, 1],
    ['begun yesterday: today is not over', 'x.', 1, 1],
    ['every day', 'xxxxx', 5, 5],
    ['one missed day in seven', 'xxx.xxx', 6, 6],
    ['one missed day, and the next is not over', 'xxx.', 3, 3],
    ['missed yesterday', 'xxx..', 3, 3],
    ['two days missed', 'xxx...', 0, 3],
    ['the second miss within seven days: what came since the first counts', 'xxxxx.xx.x', 3, 7],
    ['the second miss six days after the first', 'xx.xxxxx.x', 6, 7],
    ['the second miss seven days after the first', 'xx.xxxxxx.x', 9, 9],
    ['a day off is not missed', 'xxoxx', 4, 4],
    ['a holiday', 'xxxooooooooooooxx', 5, 5],
    ['still on holiday', 'xxxoooooooooooo', 3, 3],
    ['a day off does not win back a miss', 'xx.oo.x', 1, 2],
    ['an answer on a day off counts', 'xoxo', 2, 2],
    ['the best lies back', 'xxxxxxx....xx', 2, 7]
  ])('%s', (_, picture, current, best) => {
    expect(of(picture)).toMatchObject({ current, best });
  });

  test.each([
    ['every day', 'xxx', true],
    ['after a miss of this week', 'x.xx', false],
    ['a miss seven days back', 'x.xxxxxx', true],
    ['today is not over, and was free', 'xxxxxx.', true],
    ['today is not over, after a miss', 'x.xxxx.', false],
    ['none to lose', 'x...', false]
  ])('may be missed: %s', (_, picture, hasGrace) => {
    expect(of(picture).hasGrace).toBe(hasGrace);
  });

  test('tells whether today counts, also over the date line', () => {
    expect(of('xx').isToday).toBe(true);
    expect(of('x.').isToday).toBe(false);
    expect(streak([4, 5, 6], 5, never)).toEqual({
      current: 3,
      best: 3,
      isToday: true,
      hasGrace: true
    });
  });
});

describe('whatever the days', () => {
  const signs = fc.array(fc.constantFrom('x', 'x', 'x', '.', 'o'), { minLength: 1, maxLength: 40 });

  /** By the definition: days with an answer in the longest stretch that ends before `end`. */
  function longest(signs: readonly string[], end: number): number {
    let most = 0;
    for (let start = end - 1; start >= 0; start--) {
      const stretch = signs.slice(start, end);
      const misses = stretch.flatMap((sign, i) => (sign === '.' ? [i] : []));
      if (misses.some((day, i) => day - (misses[i - 1] ?? -Infinity) < graceWindow)) break;
      if (stretch[0] === 'x') most = stretch.filter((sign) => sign === 'x').length;
    }
    return most;
  }

  test('it is the longest stretch with at most one miss in seven days', () => {
    fc.assert(
      fc.property(signs, (given) => {
        const { current, best } = of(given.join(''));
        const isToday = given.at(-1) === 'x';
        expect(current).toBe(longest(given, given.length - (isToday ? 0 : 1)));
        const ends = given.map((_, i) => longest(given, i + 1));
        expect(best).toBe(Math.max(...ends));
      })
    );
  });

  test('one more day of study makes nothing worse', () => {
    fc.assert(
      fc.property(signs, fc.nat(39), (given, at) => {
        const before = of(given.join(''));
        const after = of(given.map((sign, i) => (i === at ? 'x' : sign)).join(''));
        expect(after.current).toBeGreaterThanOrEqual(before.current);
        expect(after.best).toBeGreaterThanOrEqual(before.best);
        expect(after.best).toBeGreaterThanOrEqual(after.current);
      })
    );
  });

  test('grace is what a missed day shows', () => {
    fc.assert(
      fc.property(signs, (given) => {
        const { current, hasGrace, isToday } = of(given.join(''));
        // One day is missed, and the one after it is not over yet.
        const missed = of(given.join('') + (isToday ? '..' : '.'));
        if (current > 0 && given.at(-1) !== 'o') expect(missed.current === current).toBe(hasGrace);
      })
    );
  });
});
