/** Which students a list of completion shows; it stands in the address. */
import * as v from 'valibot';

export const shows = ['all', 'open', 'complete'] as const;

const page = v.pipe(v.string(), v.regex(/^[1-9]\d{0,4}$/), v.transform(Number));

/** What an address says wrongly is left out. */
export const CompletionFilter = v.object({
  show: v.fallback(v.optional(v.picklist(shows), 'all'), 'all'),
  /** Null: all students of the school. */
  cohort: v.fallback(v.optional(v.nullable(v.pipe(v.string(), v.uuid())), null), null),
  page: v.fallback(v.optional(page, '1'), 1)
});
export type CompletionFilter = v.InferOutput<typeof CompletionFilter>;
