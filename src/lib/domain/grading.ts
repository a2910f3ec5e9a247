/** An instructor's grading as it is sent; the item's own schema reads points and comment. */
import * as v from 'valibot';

export const GradingRequest = v.object({
  points: v.record(v.string(), v.number()),
  comment: v.optional(v.string()),
  /** Id of the grading that the instructor knows of; null for none. */
  seen: v.optional(v.nullable(v.string()), null)
});
