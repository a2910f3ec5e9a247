/** What an instructor says to mend a question: what is right, and what becomes of earlier answers. */
import * as v from 'valibot';
import { policies } from './correction';
import { slug } from './items/item';

const version = v.pipe(v.number(), v.integer(), v.minValue(1));

export const Mending = v.object({
  item: v.pipe(v.string(), v.maxLength(100), slug),
  /** The versions whose answers are graded anew. */
  from: v.pipe(
    v.array(version),
    v.minLength(1, 'Choose at least one version whose answers are to be graded anew'),
    v.transform((versions) => [...new Set(versions)].sort((a, b) => a - b))
  ),
  /** The right answer, or a newer version that has it; null where the question is only dropped. */
  to: v.nullable(
    v.union(
      [v.object({ key: v.record(v.string(), v.unknown()) }), v.object({ version })],
      'Give the right answer as `key`, or a newer `version`'
    )
  ),
  policy: v.picklist(policies, `Choose a policy: ${policies.join(', ')}`),
  neverLower: v.boolean('Say whether a score may fall')
});
export type Mending = v.InferOutput<typeof Mending>;
export type MendingInput = v.InferInput<typeof Mending>;

/** The same, to be done. */
export const AppliedMending = v.object({
  ...Mending.entries,
  /** Made by the client: sent twice, it is done once. */
  id: v.pipe(v.string(), v.uuid('Make the id a UUID')),
  /** The digest of the preview that was looked at: another one is shown if anything changed. */
  seen: v.pipe(v.string(), v.maxLength(100)),
  reason: v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1, 'Say why: it is kept with the correction'),
    v.maxLength(1000, 'Keep the reason under 1,000 characters')
  )
});
export type AppliedMending = v.InferOutput<typeof AppliedMending>;
export type AppliedMendingInput = v.InferInput<typeof AppliedMending>;
