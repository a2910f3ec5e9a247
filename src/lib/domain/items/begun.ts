/** A question of a type before anything is written. */
import { actions } from './decision';
import type { TypeName } from './registry';
import { unfinished, type Unfinished } from './unfinished';

/** Types as one chooses them: a note is sorted or written, which are two things to write. */
export const kinds = [
  ['choice', 'Single choice', 'One option is the best answer.'],
  ['multiple', 'Multiple choice', 'Two options or more are right.'],
  ['boolean', 'True or false', 'A statement, and if you like the reason.'],
  ['match', 'Match', 'Pairs: each on the left belongs to one on the right.'],
  ['classify', 'Sort into bins', 'Each entry belongs into one of a few bins.'],
  ['order', 'Order', 'Steps to be put into the right order.'],
  ['cloze', 'Fill in', 'A text with words left out.'],
  ['numeric', 'Number', 'A number, with or without a unit.'],
  ['hotspot', 'Body map', 'Places to be marked on the figure.'],
  ['decision', 'Decision', 'Proceed, adapt, refer or decline: each leads on.'],
  ['note', 'SOAP note, sorted', 'Phrases to be sorted into the four parts.'],
  ['note-written', 'SOAP note, written', 'Written in a quiz, and graded by you with a rubric.']
] as const;
export type Kind = (typeof kinds)[number][0];

const times = (count: number, part: object = {}) => Array.from({ length: count }, () => part);

const parts: Record<TypeName, object> = {
  choice: { options: times(4) },
  multiple: { options: times(4) },
  boolean: { verdicts: [{ value: true }, { value: false }] },
  match: { left: times(3), right: times(3) },
  classify: { bins: times(2), entries: times(3) },
  order: { entries: times(4) },
  cloze: {},
  numeric: { tolerance: 0 },
  hotspot: { figure: 'body-map', tolerance: 12, choices: times(4) },
  // One of them becomes the best; the others earn nothing until somebody says how much.
  decision: {
    branches: Object.fromEntries(actions.map((action) => [action, { credit: 0 }]))
  },
  note: { form: 'sorting', phrases: times(4) }
};

/** @param newId names the parts; to be unlike any of the others */
export function begun(kind: Kind, newId: () => string): Unfinished {
  if (kind === 'note-written') {
    const rubric = [{ points: 3 }];
    return unfinished({ type: 'note', form: 'written', reserved: true, rubric }, newId)!;
  }
  const draft = unfinished({ type: kind, ...parts[kind] }, newId)!;
  // Pairs know each other; that the form shows them side by side is told to nobody.
  if (draft.type === 'match') draft.left.forEach((one, i) => (one.right = draft.right[i]!.id));
  return draft;
}
