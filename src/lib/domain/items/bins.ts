/** Entries sorted into bins: what a classify and the sorting of a note have in common. */
import * as v from 'valibot';
import type { Grade } from './item';
import { oneOf } from './options';
import { shuffle } from '../shuffle';

interface Entry {
  id: string;
  text: string;
  /** The key. */
  bin: string;
  feedback: string;
}
interface Sorted {
  bins: Partial<Record<string, string>>;
}

/** Accepts bins by entry; what is not placed is left out. */
export const sortedInto = (entries: readonly { id: string }[], bins: readonly { id: string }[]) =>
  v.object({ bins: v.optional(v.record(oneOf(entries), oneOf(bins)), {}) });

/** What a learner may see of the entries: id and text, shuffled. */
export const unsorted = (entries: readonly { id: string; text: string }[], random: () => number) =>
  shuffle(
    entries.map(({ id, text }) => ({ id, text })),
    random
  );

export const rightBins = (entries: readonly Entry[]) => ({
  bins: Object.fromEntries(entries.map(({ id, bin }) => [id, bin]))
});

/** The entries with these as their bins; one that is not placed keeps its own. */
export const sortedAnew = <E extends Entry>(entries: readonly E[], { bins }: Sorted): E[] =>
  entries.map((entry) => ({ ...entry, bin: bins[entry.id] ?? entry.bin }));

/** Each entry counts alike. */
export function gradeBins(entries: readonly Entry[], { bins }: Sorted): Grade {
  const marks = entries.map(({ id, bin, feedback }) => {
    const given = bins[id] ?? null;
    return { part: id, key: bin, given, right: given === bin, feedback };
  });
  return { score: marks.filter((mark) => mark.right).length / marks.length, marks };
}
