/** Two versions of a text side by side. */
import { changesOf } from './changes';

/** Some words of a line, and whether the other version has them too. */
export interface Run {
  text: string;
  changed: boolean;
}
export interface Line {
  /** From 1 on. */
  number: number;
  runs: Run[];
}
/** A line of each version; null where one has none in its place. */
export interface Row {
  changed: boolean;
  before: Line | null;
  after: Line | null;
}

/** @returns the lines of both, those that are alike in one row */
export function compare(before: string, after: string): Row[] {
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  const rows: Row[] = [];
  let [left, right] = [0, 0];
  const same = (until: number) => {
    for (; left < until; left++, right++)
      rows.push({
        changed: false,
        before: whole(left, old[left]!, false),
        after: whole(right, fresh[right]!, false)
      });
  };
  for (const { start, end, with: added } of changesOf(old, fresh)) {
    same(start);
    const removed = old.slice(start, end);
    for (let i = 0; i < Math.max(removed.length, added.length); i++)
      rows.push({ changed: true, ...pair(removed[i], left + i, added[i], right + i) });
    left = end;
    right += added.length;
  }
  same(old.length);
  return rows;
}

const whole = (place: number, text: string, changed: boolean): Line => ({
  number: place + 1,
  runs: [{ text, changed }]
});

function pair(
  removed: string | undefined,
  left: number,
  added: string | undefined,
  right: number
): Pick<Row, 'before' | 'after'> {
  if (removed === undefined || added === undefined)
    return {
      before: removed === undefined ? null : whole(left, removed, true),
      after: added === undefined ? null : whole(right, added, true)
    };
  const [old, fresh] = [wordsOf(removed), wordsOf(added)];
  const before: Line = { number: left + 1, runs: [] };
  const after: Line = { number: right + 1, runs: [] };
  let place = 0;
  for (const change of [...changesOf(old, fresh), null]) {
    const kept = old.slice(place, change?.start);
    add(before, kept, false);
    add(after, kept, false);
    if (!change) break;
    add(before, old.slice(change.start, change.end), true);
    add(after, change.with, true);
    place = change.end;
  }
  return { before, after };
}

const wordsOf = (line: string) => line.match(/\s+|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? [];

function add({ runs }: Line, words: readonly string[], changed: boolean): void {
  if (words.length > 0) runs.push({ text: words.join(''), changed });
}
