import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateOf } from './day';
import { progress, projectedFinish, scheduled } from './hour-progress';
import { byMonth, lines, sum, totals } from './hour-totals';
import { modes, type Entry } from './hours';
import type { Program } from './program';

const hour = 3_600_000;

/** A ledger: lines, and corrections that leave none below zero. */
const ledger = fc
  .array(
    fc.record({
      mode: fc.constantFrom(...modes),
      subject: fc.constantFrom('anatomy', 'ethics', null),
      day: fc.integer({ min: 20_000, max: 20_100 }),
      ms: fc.integer({ min: 1, max: 40 * hour }),
      attested: fc.boolean(),
      becomes: fc.array(fc.integer({ min: 0, max: 40 * hour }), { maxLength: 3 })
    }),
    { maxLength: 25 }
  )
  .map((made) =>
    made.flatMap(({ becomes, ...line }, i): Entry[] => {
      const first: Entry = { ...line, id: `e${i}`, kind: 'class', corrects: null };
      let now = line.ms;
      const corrections = becomes.map((ms, j): Entry => {
        const change = ms - now;
        now = ms;
        return { ...first, id: `e${i}c${j}`, kind: 'correction', corrects: first.id, ms: change };
      });
      return [first, ...corrections];
    })
  );

describe('whatever is in the ledger', () => {
  test('a total is the sum of its lines, and so is each of its parts', () => {
    fc.assert(
      fc.property(ledger, (entries) => {
        const all = totals(entries);
        expect(all.ms).toBe(entries.reduce((total, { ms }) => total + ms, 0));
        const add = (parts: { ms: number; attested: number }[]) => ({
          ms: parts.reduce((total, { ms }) => total + ms, 0),
          attested: parts.reduce((total, { attested }) => total + attested, 0)
        });
        const whole = { ms: all.ms, attested: all.attested };
        expect(add(Object.values(all.byMode))).toEqual(whole);
        expect(add(Object.values(all.bySubject))).toEqual(whole);
        for (const subject of Object.values(all.bySubject))
          expect(add(Object.values(subject.byMode))).toEqual({
            ms: subject.ms,
            attested: subject.attested
          });
        const { asynchronous, synchronous } = all.byMode;
        expect(add([asynchronous, synchronous])).toEqual(all.distance);
      })
    );
  });

  test('months part it without rest', () => {
    fc.assert(
      fc.property(ledger, (entries) => {
        const months = byMonth(entries);
        expect(months.reduce((total, { totals }) => total + totals.ms, 0)).toBe(sum(entries).ms);
        for (const { month, totals } of months)
          expect(totals.ms).toBe(
            sum(entries.filter(({ day }) => dateOf(day).startsWith(month))).ms
          );
        expect(months.map(({ month }) => month)).toEqual(months.map(({ month }) => month).sort());
      })
    );
  });

  test('corrections sum to what is shown: lines with theirs are the total, none below zero', () => {
    fc.assert(
      fc.property(ledger, (entries) => {
        const shown = lines(entries);
        expect(shown.reduce((total, { ms }) => total + ms, 0)).toBe(sum(entries).ms);
        expect(shown.flatMap(({ entry, corrections }) => [entry, ...corrections])).toHaveLength(
          entries.length
        );
        for (const { ms } of shown) expect(ms).toBeGreaterThanOrEqual(0);
      })
    );
  });

  test('no more counts than was done, than is asked, or than distance may be', () => {
    const program = fc
      .tuple(
        fc.double({ min: 1, max: 60, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean()
      )
      .map(([hours, distanceShare, distance]): Program => ({
        ...{ name: 'P', hours: hours + 20, distanceShare, effective: '2026-01-01', source: '' },
        subjects: [
          { id: 'anatomy', title: 'Anatomy', hours: 15, distance, lessons: [] },
          { id: 'law', title: 'Law', hours: 5, distance: true, lessons: [] }
        ]
      }));
    fc.assert(
      fc.property(ledger, program, (entries, asked) => {
        const of = totals(entries);
        const way = progress(asked, of, hour);
        const near = 1e-3;
        expect(way.counted).toBeLessThanOrEqual(Math.min(of.ms, way.required) + near);
        expect(way.counted + way.missing).toBeCloseTo(way.required, 3);
        const parts = way.subjects.reduce((total, one) => total + one.counted, way.other.counted);
        expect(parts - way.distance.over).toBeCloseTo(way.counted, 3);
        expect(way.missing).toBeGreaterThanOrEqual(-near);
      })
    );
  });
});

const program = (change: Partial<Program> = {}): Program => ({
  ...{ name: 'P', hours: 10, distanceShare: null, effective: '2026-01-01', source: '' },
  subjects: [{ id: 'anatomy', title: 'Anatomy', hours: 6, distance: true, lessons: [] }],
  ...change
});
const entry = (hours: number, change: Partial<Entry> = {}): Entry => ({
  ...{ id: 'e', kind: 'class', mode: 'in-person', subject: 'anatomy', day: 20_000 },
  ...{ ms: hours * hour, corrects: null, attested: false },
  ...change
});
const way = (asked: Program, ...entries: Entry[]) => {
  const { counted, missing, distance, subjects, other } = progress(asked, totals(entries), hour);
  return {
    counted: counted / hour,
    missing: missing / hour,
    over: distance.over / hour,
    refused: subjects[0]!.refused / hour,
    other: other.counted / hour
  };
};

test.each([
  ['what is beyond a subject counts for the rest', program(), [entry(8)], { counted: 8, other: 2 }],
  ['but not beyond the whole', program(), [entry(30)], { counted: 10, missing: 0 }],
  [
    'another subject does not fill one',
    program(),
    [entry(9, { subject: 'law' })],
    { counted: 4, missing: 6 }
  ],
  [
    'too much distance does not count',
    program({ distanceShare: 0.3 }),
    [entry(5, { mode: 'asynchronous' }), entry(1)],
    { counted: 4, over: 2 }
  ],
  [
    'what is done in the room goes first',
    program({ distanceShare: 0.3 }),
    [entry(6, { mode: 'synchronous' }), entry(6)],
    { counted: 9, over: 1 }
  ],
  [
    'a subject may take none at a distance',
    program({ subjects: [{ id: 'anatomy', title: 'A', hours: 6, distance: false, lessons: [] }] }),
    [entry(5, { mode: 'asynchronous' }), entry(1, { mode: 'clinic' })],
    { counted: 1, refused: 5 }
  ]
] as const)('%s', (_, asked, entries, expected) => {
  expect(way(asked, ...entries)).toMatchObject(expected);
});

test.each([
  ['at two hours a day', [entry(56, { day: 100 })], 20 * hour, 50, 110],
  [
    'by the last four weeks only',
    [entry(100, { day: 60 }), entry(28, { day: 99 })],
    10 * hour,
    50,
    110
  ],
  ['not before a week has passed', [entry(5, { day: 100 })], hour, 95, null],
  ['not where nothing was done', [], hour, 50, null],
  ['today where nothing is missing', [], 0, 100, 100]
])('the end is foretold %s', (_, entries, missing, started, day) => {
  expect(projectedFinish(entries, missing, started, 100)).toBe(day);
});

test('the plan foresees so much a week, never more than all, and nothing before it begins', () => {
  expect(scheduled(21, 100, 106, 500 * hour, hour)).toBe(21 * hour);
  expect(scheduled(21, 100, 1000, 500 * hour, hour)).toBe(500 * hour);
  expect(scheduled(21, 100, 90, 500 * hour, hour)).toBe(0);
  expect(scheduled(null, 100, 106, 500 * hour, hour)).toBeNull();
});
