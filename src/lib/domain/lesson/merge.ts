/** Two texts that were made of one, made one again. */
import { changesOf, type Change } from './changes';

export interface Merged {
  text: string;
  /** Passages that both have changed, each otherwise: marked in the text, for an author to settle. */
  conflicts: number;
}

/** What the marks of a conflict say of the two. */
export interface Names {
  ours: string;
  theirs: string;
}

/**
 * Merges by lines. What one side has changed is taken from it; what both have changed otherwise is
 * left standing twice, between marks.
 * @param base what both were made of
 * @returns the same for the two sides exchanged, but for the order within a conflict
 */
export function merge(base: string, ours: string, theirs: string, names: Names): Merged {
  const lines = base.split('\n');
  const regions = together(
    changesOf(lines, ours.split('\n')),
    changesOf(lines, theirs.split('\n'))
  );
  const merged: string[] = [];
  let place = 0;
  let conflicts = 0;
  for (const { start, end, mine, other } of regions) {
    merged.push(...lines.slice(place, start));
    place = end;
    const [a, b] = [mine, other].map((changes) => applied(lines, start, end, changes)) as [
      string[],
      string[]
    ];
    if (other.length === 0 || isAlike(a, b)) merged.push(...a);
    else if (mine.length === 0) merged.push(...b);
    else {
      conflicts++;
      merged.push(`<<<<<<< ${names.ours}`, ...a, '=======', ...b, `>>>>>>> ${names.theirs}`);
    }
  }
  merged.push(...lines.slice(place));
  return { text: merged.join('\n'), conflicts };
}

/** @returns the lines, from 1 on, on which a conflict begins or ends that nobody has settled */
export const conflictsIn = (text: string): number[] =>
  text.split('\n').flatMap((line, i) => (/^(<{7}|>{7}) /.test(line) ? [i + 1] : []));

interface Region {
  start: number;
  end: number;
  mine: Change[];
  other: Change[];
}

/** Puts changes that meet into one region; those that only touch meet too. */
function together(mine: readonly Change[], other: readonly Change[]): Region[] {
  const all = [
    ...mine.map((change) => ({ change, own: true })),
    ...other.map((change) => ({ change, own: false }))
  ].sort((a, b) => a.change.start - b.change.start || a.change.end - b.change.end);
  const regions: Region[] = [];
  for (const { change, own } of all) {
    let region = regions.at(-1);
    if (!region || change.start > region.end)
      regions.push((region = { start: change.start, end: change.end, mine: [], other: [] }));
    region.end = Math.max(region.end, change.end);
    (own ? region.mine : region.other).push(change);
  }
  return regions;
}

/** @returns what one side has in place of the lines from `start` to `end` */
function applied(lines: string[], start: number, end: number, changes: Change[]): string[] {
  const result: string[] = [];
  let place = start;
  for (const change of changes) {
    result.push(...lines.slice(place, change.start), ...change.with);
    place = change.end;
  }
  return [...result, ...lines.slice(place, end)];
}

const isAlike = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((line, i) => line === b[i]);
