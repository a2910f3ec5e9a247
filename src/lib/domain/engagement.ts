/**
 * Time spent on a page, by the signs that somebody gives of being there. Being logged in is none
 * (34 CFR 600.2); an answer, a key, a scroll is.
 */
import { union, type Span } from './spans';

/** What is a sign of somebody; `focus` is coming back to the page, `blur` is leaving it. */
export const signalKinds = ['answer', 'scroll', 'focus', 'key', 'blur'] as const;
export type SignalKind = (typeof signalKinds)[number];

export interface Signal {
  at: number;
  kind: SignalKind;
}

export const pageKinds = ['lesson', 'review', 'quiz'] as const;

/** How long without a sign until time stops counting, in minutes; a school may choose. */
export const idleBounds = { least: 1, usual: 5, most: 15 } as const;

/** So long before that it is said. */
const warning = 60_000;
/** A sign of a kind is noted once in so many ms. */
export const noteEvery = 10_000;
/** Later than this an interval is not taken any more: nobody could say whether it is true. */
export const lateDays = 14;
/** A device's clock is believed to be right where it is wrong by no more than this. */
const tolerance = 5_000;

export interface Engaged {
  spans: (Span & { counts: Partial<Record<SignalKind, number>> })[];
  /** Between the first and the last sign, and not counted, in ms. */
  idle: number;
}

/**
 * The stretches in which signs follow each other fast enough. What comes after the last sign does
 * not count, nor does any of a gap that is longer than `idle`, nor what follows a `blur`.
 * @param idle the longest gap that counts, in ms
 */
export function engaged(signals: readonly Signal[], idle: number): Engaged {
  const spans: Engaged['spans'] = [];
  let last: Signal | undefined;
  for (const signal of [...signals].sort((a, b) => a.at - b.at)) {
    const isOn = last && last.kind !== 'blur' && signal.at - last.at <= idle;
    if (!isOn && signal.kind !== 'blur') spans.push({ from: signal.at, to: signal.at, counts: {} });
    const span = spans.at(-1);
    if (span && (isOn || signal.kind !== 'blur')) {
      span.to = signal.at;
      span.counts[signal.kind] = (span.counts[signal.kind] ?? 0) + 1;
    }
    last = signal;
  }
  const counted = spans.filter(({ from, to }) => to > from);
  const whole = counted.length > 0 ? counted.at(-1)!.to - counted[0]!.from : 0;
  return {
    spans: counted,
    idle: whole - counted.reduce((sum, { from, to }) => sum + to - from, 0)
  };
}

/**
 * @param last the newest sign
 * @param idle the longest gap that counts, in ms
 * @returns when to warn that time is about to stop counting, and when it does
 */
export const warningOf = (last: number, idle: number): { warnAt: number; stopsAt: number } => ({
  warnAt: last + Math.max(idle / 2, idle - warning),
  stopsAt: last + idle
});

/**
 * Sets times of a device's clock right by ours.
 * @param sentAt when it sent them, by its own clock
 * @param now by ours
 */
export function bounded(
  signals: readonly Signal[],
  sentAt: number,
  now: number
): { signals: Signal[] } | { error: string } {
  const skew = Math.abs(now - sentAt) > tolerance ? now - sentAt : 0;
  const moved = signals.map(({ at, kind }) => ({ at: at + skew, kind }));
  // What its own clock puts after the sending cannot have happened yet.
  const past = moved.filter(({ at }) => at <= now);
  if (past.length === 0)
    return { error: 'These signals lie in the future: set the device’s clock and send them again' };
  if (Math.min(...past.map(({ at }) => at)) < now - lateDays * 86_400_000)
    return { error: `This is more than ${lateDays} days ago: ask your school to enter it` };
  return { signals: past };
}

/** @returns spans of several tabs and devices as one, which never is more than the time that passed */
export const together = (all: readonly Engaged[]): Span[] =>
  union(all.flatMap(({ spans }) => spans));
