import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  bounded,
  engaged,
  lateDays,
  signalKinds,
  together,
  warningOf,
  type Signal
} from './engagement';
import { EngagementBatch } from './engagement-batch';
import { length } from './spans';

const minute = 60_000;
const idle = 5 * minute;
const at = (minutes: number, kind: Signal['kind'] = 'scroll'): Signal => ({
  at: minutes * minute,
  kind
});
const inMinutes = ({ spans }: ReturnType<typeof engaged>) =>
  spans.map(({ from, to }) => [from / minute, to / minute]);

test.each([
  ['signs that follow each other are one stretch', [at(0), at(4), at(9)], [[0, 9]], 0],
  ['a gap as long as the limit counts', [at(0), at(5)], [[0, 5]], 0],
  [
    'a longer gap counts in no part',
    [at(0), at(2), at(8), at(9)],
    [
      [0, 2],
      [8, 9]
    ],
    6
  ],
  [
    'leaving the page ends it at once',
    [at(0), at(2, 'blur'), at(3, 'focus'), at(4)],
    [
      [0, 2],
      [3, 4]
    ],
    1
  ],
  ['one sign is no stretch', [at(3, 'answer')], [], 0],
  ['leaving is no sign of being there', [at(0, 'blur'), at(2, 'blur')], [], 0],
  ['nothing is nothing', [], [], 0],
  ['after the last sign nothing counts', [at(0), at(1), at(7)], [[0, 1]], 0]
] as const)('%s', (_, signals, spans, idleMinutes) => {
  const found = engaged(signals, idle);
  expect(inMinutes(found)).toEqual(spans);
  expect(found.idle).toBe(idleMinutes * minute);
});

test('each stretch tells which signs it rests on', () => {
  const { spans } = engaged([at(0, 'focus'), at(1, 'answer'), at(2, 'answer'), at(3, 'key')], idle);
  expect(spans).toMatchObject([{ counts: { focus: 1, answer: 2, key: 1 } }]);
});

const signal = fc.record({
  at: fc.integer({ min: 0, max: 120 * minute }),
  kind: fc.constantFrom(...signalKinds)
});
const signals = fc.array(signal, { maxLength: 40 });

describe('whatever the signs', () => {
  test('what counts and what was idle is no more than the time between first and last', () => {
    fc.assert(
      fc.property(signals, fc.integer({ min: minute, max: 15 * minute }), (given, limit) => {
        const { spans, idle } = engaged(given, limit);
        const times = given.map((one) => one.at);
        const passed = given.length > 0 ? Math.max(...times) - Math.min(...times) : 0;
        expect(length(spans) + idle).toBeLessThanOrEqual(passed);
        expect(idle).toBeGreaterThanOrEqual(0);
        for (const { from, to } of spans) {
          const within = times.filter((time) => time >= from && time <= to).sort((a, b) => a - b);
          for (const [i, time] of within.slice(1).entries())
            expect(time - within[i]!).toBeLessThanOrEqual(limit);
        }
      })
    );
  });

  test('their order does not matter, and one limit more generous counts no less', () => {
    fc.assert(
      fc.property(signals, (given) => {
        const distinct = [...new Map(given.map((one) => [one.at, one])).values()];
        expect(engaged([...distinct].reverse(), idle)).toEqual(engaged(distinct, idle));
        expect(length(engaged(distinct, 2 * idle).spans)).toBeGreaterThanOrEqual(
          length(engaged(distinct, idle).spans)
        );
      })
    );
  });

  test('cut in two where the second begins with the last sign of the first, they are the same', () => {
    fc.assert(
      fc.property(signals, fc.nat(39), (given, where) => {
        const all = [...new Map(given.map((one) => [one.at, one])).values()].sort(
          (a, b) => a.at - b.at
        );
        const [head, tail] = [all.slice(0, where + 1), all.slice(where)];
        const whole = together([engaged(all, idle)]);
        expect(together([engaged(head, idle), engaged(tail, idle)])).toEqual(whole);
      })
    );
  });
});

test.each([
  [5, 4],
  [15, 14],
  [1, 0.5],
  [2, 1]
])('with a limit of %d minutes the warning comes after %d, and time to heed it', (limit, warns) => {
  expect(warningOf(7, limit * minute)).toEqual({
    warnAt: 7 + warns * minute,
    stopsAt: 7 + limit * minute
  });
});

describe('by our clock', () => {
  const now = 1_800_000_000_000;
  const given = (ago: number): Signal[] => [{ at: now - ago, kind: 'key' }];

  test('a clock that is right within seconds is left alone', () => {
    expect(bounded(given(2000), now - 3000, now)).toEqual({ signals: given(2000) });
  });
  test('a clock that is wrong is set right by when it says it sent', () => {
    const ahead = 3_600_000;
    expect(bounded(given(2000 - ahead), now + ahead, now)).toEqual({ signals: given(2000) });
    expect(bounded(given(2000 + ahead), now - ahead, now)).toEqual({ signals: given(2000) });
  });
  test('nobody claims the future', () => {
    expect(bounded([...given(-1), ...given(5)], now, now)).toEqual({ signals: given(5) });
    expect(bounded(given(-1), now, now)).toMatchObject({ error: expect.stringMatching(/future/) });
  });
  test('too late is too late', () => {
    const limit = lateDays * 86_400_000;
    expect(bounded(given(limit), now, now)).toEqual({ signals: given(limit) });
    expect(bounded(given(limit + 1), now, now)).toMatchObject({
      error: expect.stringMatching(/14 days/)
    });
  });
});

test.each([
  [{ id: 'x' }, /UUID/],
  [{ signals: [] }, /at least one/],
  [{ signals: [{ at: '2026-02-30T10:00:00Z', kind: 'key' }] }, /exists/],
  [{ signals: [{ at: '2026-02-20T10:00:00Z', kind: 'mouse' }] }, /Choose/],
  [
    {
      signals: ['2026-02-20T10:00:00Z', '2026-02-21T10:00:00Z'].map((time) => ({
        at: time,
        kind: 'key'
      }))
    },
    /12 hours/
  ]
])('%j is refused', (change, complaint) => {
  const id = '01930000-0000-7000-8000-00000000000a';
  const good = {
    ...{ id, device: id, page: { kind: 'review' } },
    signals: [{ at: '2026-02-20T10:00:00Z', kind: 'key' }]
  };
  expect(v.safeParse(EngagementBatch, good).success).toBe(true);
  const { issues } = v.safeParse(EngagementBatch, { ...good, ...change });
  expect(issues?.[0]?.message).toMatch(complaint);
});
