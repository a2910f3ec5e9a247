/** Grading: what an instructor sends, whose points the item's own schema reads, and what is looked at. */
import * as v from 'valibot';

export const GradingRequest = v.object({
  points: v.record(v.string(), v.number()),
  comment: v.optional(v.string()),
  /** Id of the grading that the instructor knows of; null for none. */
  seen: v.optional(v.nullable(v.string()), null)
});

/** Which of the notes that wait are wanted; what an address says wrongly is left out. */
export const NoteFilter = v.object({
  /** Whether names are shown: who reads without them grades more evenly. */
  names: v.pipe(
    v.optional(v.unknown()),
    v.transform((given) => given !== undefined)
  ),
  quiz: v.fallback(v.optional(v.nullable(v.pipe(v.string(), v.uuid())), null), null),
  cohort: v.fallback(v.optional(v.nullable(v.pipe(v.string(), v.uuid())), null), null)
});
export type NoteFilter = v.InferOutput<typeof NoteFilter>;
