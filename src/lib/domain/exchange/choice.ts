/** Which questions go into a file. */
import * as v from 'valibot';
import { exportNames } from './formats';
import { typeNames } from '../items/registry';

const word = v.fallback(v.optional(v.pipe(v.string(), v.minLength(1))), undefined);

/** What an address says wrongly is left out. */
export const ExportChoice = v.object({
  /** Only the school's own, or with those that ship as well. */
  whose: v.fallback(v.optional(v.picklist(['own', 'all']), 'own'), 'own'),
  lesson: word,
  area: word,
  type: v.fallback(v.optional(v.picklist(typeNames)), undefined),
  /** Id of a quiz whose questions were chosen one by one; they come in its order. */
  quiz: word,
  format: v.fallback(v.optional(v.picklist(exportNames), 'gift'), 'gift')
});
export type ExportChoice = v.InferOutput<typeof ExportChoice>;
