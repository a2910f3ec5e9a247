import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { studyDay } from './day';
import { byDay, length, minus, shared, union, type Span } from './spans';

const span = fc
  .tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 200 }))
  .map(([from, long]): Span => ({ from, to: from + long }));
const spans = fc.array(span, { maxLength: 12 });

/** By counting every single instant. */
const instants = (all: readonly Span[]) =>
  new Set(all.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i)));

describe('union', () => {
  test('is every instant once, whatever the order and however often it is given', () => {
    fc.assert(
      fc.property(spans, fc.array(fc.nat()), (all, order) => {
        const once = union(all);
        expect(length(once)).toBe(instants(all).size);
        expect(union([...once, ...all])).toEqual(once);
        const shuffled = all
          .map((one, i) => ({ one, key: order[i % (order.length || 1)] ?? i }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        expect(union(shuffled)).toEqual(once);
      })
    );
  });

  test('is never more than the time that passed, nor than what was claimed', () => {
    fc.assert(
      fc.property(spans, (all) => {
        const passed =
          Math.max(0, ...all.map(({ to }) => to)) - Math.min(1200, ...all.map(({ from }) => from));
        expect(length(union(all))).toBeLessThanOrEqual(Math.max(0, passed));
        expect(length(union(all))).toBeLessThanOrEqual(length(all));
      })
    );
  });
});

test('what is taken away is gone, and nothing else', () => {
  fc.assert(
    fc.property(spans, spans, (all, taken) => {
      const gone = instants(taken);
      const left = new Set([...instants(all)].filter((at) => !gone.has(at)));
      expect(instants(minus(all, taken))).toEqual(left);
      expect(shared(all, taken)).toBe(instants(all).size - left.size);
    })
  );
});

describe('days', () => {
  const zones = fc.constantFrom('UTC', 'America/Chicago', 'Asia/Kathmandu', 'Australia/Lord_Howe');
  const hour = 3_600_000;
  const at = fc.integer({ min: Date.UTC(2025, 0), max: Date.UTC(2027, 0) });

  test('part spans into pieces of one day each, which are the same time', () => {
    fc.assert(
      fc.property(zones, at, fc.integer({ min: 1, max: 80 * hour }), (zone, from, long) => {
        const dayOf = (moment: number) => studyDay(new Date(moment), zone);
        const pieces = byDay([{ from, to: from + long }], dayOf);
        expect(length(pieces)).toBe(long);
        expect(union(pieces)).toEqual([{ from, to: from + long }]);
        for (const piece of pieces) {
          expect(dayOf(piece.from)).toBe(piece.day);
          expect(dayOf(piece.to - 1)).toBe(piece.day);
        }
        expect(pieces.map(({ day }) => day)).toEqual([...new Set(pieces.map(({ day }) => day))]);
      })
    );
  });

  test('a night over the end of a month is parted at four o’clock', () => {
    const dayOf = (moment: number) => studyDay(new Date(moment), 'America/New_York');
    const [from, to] = [Date.parse('2026-05-01T07:30:00Z'), Date.parse('2026-05-01T08:30:00Z')];
    const border = Date.parse('2026-05-01T08:00:00Z');
    expect(byDay([{ from, to }], dayOf)).toEqual([
      { from, to: border, day: 20_573 },
      { from: border, to, day: 20_574 }
    ]);
  });
});
