/** Where two lists differ. */
import { diffArrays } from 'diff';

/** A stretch that was replaced; `with` is empty where it was taken out. */
export interface Change {
  /** The places in the earlier list, from `start` on and before `end`; alike where it was put in. */
  start: number;
  end: number;
  with: string[];
}

/* The time grows with the square of it: enough for a lesson that was written anew. */
const mostEdits = 500;

/** @returns the changes that make `after` of `before`, in order, none touching the next */
export function changesOf(before: readonly string[], after: readonly string[]): Change[] {
  const found = diffArrays([...before], [...after], { maxEditLength: mostEdits });
  if (!found) return wholly(before, after);
  const changes: Change[] = [];
  let place = 0;
  let open: Change | undefined;
  for (const { added, removed, value } of found) {
    if (!added && !removed) {
      open = undefined;
      place += value.length;
      continue;
    }
    if (!open) changes.push((open = { start: place, end: place, with: [] }));
    if (added) open.with.push(...value);
    else open.end = place += value.length;
  }
  return changes;
}

/** All between what they begin and end with alike, where looking closer would take too long. */
function wholly(before: readonly string[], after: readonly string[]): Change[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let last = 0;
  while (last < shorter - start && before.at(-1 - last) === after.at(-1 - last)) last++;
  return [{ start, end: before.length - last, with: after.slice(start, after.length - last) }];
}
