/** A question of a file in the form in which questions are written, and back. */
import type { Draft } from '$lib/domain/exchange/row';
import { unfinished, written, type Unfinished } from '$lib/domain/items/unfinished';

/**
 * @param newId names a part that has no name
 * @returns a form for it; of a type that there is not, for the options of a choice
 */
export const forMending = (draft: Draft, newId: () => string): Unfinished =>
  unfinished(draft, newId) ?? unfinished({ ...draft, type: 'choice' }, newId)!;

/** Chosen for all rows, unless the file has said it: blank is not said. */
const chosen = ['objective', 'area'] as const;

/** @returns what the form holds, as a row of a file has it */
export function mended(form: Unfinished): Draft {
  const draft = written(form) as Draft;
  for (const name of chosen) if (draft[name] === '') delete draft[name];
  return draft;
}
