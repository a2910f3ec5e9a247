/** Stretches of time, and what is left of them when they overlap. */

/** From `from` up to, not with, `to`; both in ms since 1970. */
export interface Span {
  from: number;
  to: number;
}

/** @returns the same time as disjoint spans in order, so that what overlaps is there once */
export function union(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    if (to <= from) continue;
    const last = joined.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}

/** @returns what is in `spans` and not in `taken`, as disjoint spans in order */
export function minus(spans: readonly Span[], taken: readonly Span[]): Span[] {
  const gone = union(taken);
  return union(spans).flatMap(({ from, to }) => {
    const left: Span[] = [];
    let at = from;
    for (const hole of gone) {
      if (hole.to <= at || hole.from >= to) continue;
      if (hole.from > at) left.push({ from: at, to: hole.from });
      at = hole.to;
    }
    if (at < to) left.push({ from: at, to });
    return left;
  });
}

/** @returns how much of `spans` lies within `other` too, in ms */
export const shared = (spans: readonly Span[], other: readonly Span[]): number =>
  length(union(spans)) - length(minus(spans, other));

/** @returns the lengths added up, in ms; of spans that overlap more than the time that passed */
export const length = (spans: readonly Span[]): number =>
  spans.reduce((sum, { from, to }) => sum + to - from, 0);

/** So finely the border of two days is looked for: clocks change by whole minutes. */
const grain = 60_000;

/**
 * Parts spans where another day begins.
 * @param dayOf the day of a moment, which never falls as time goes on
 * @returns the same time in order, each piece with its day
 */
export const byDay = (
  spans: readonly Span[],
  dayOf: (at: number) => number
): (Span & { day: number })[] => spans.flatMap((span) => partAtDays(span, dayOf));

function partAtDays({ from, to }: Span, dayOf: (at: number) => number): (Span & { day: number })[] {
  const pieces: (Span & { day: number })[] = [];
  for (let at = from; at < to;) {
    const day = dayOf(at);
    const end = dayOf(to - 1) === day ? to : borderAfter(at, to, day, dayOf);
    pieces.push({ from: at, to: end, day });
    at = end;
  }
  return pieces;
}

/** The first whole minute in `(from, to)` whose day is a later one than `day`. */
function borderAfter(from: number, to: number, day: number, dayOf: (at: number) => number) {
  let [low, high] = [Math.floor(from / grain), Math.floor((to - 1) / grain)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (dayOf(middle * grain) > day) high = middle;
    else low = middle;
  }
  return high * grain;
}
