/** One submission, as every client sends it and the one write path takes it. */
import * as v from 'valibot';

export const confidences = ['sure', 'unsure', 'guessed'] as const;
export const contexts = ['lesson', 'review'] as const;

/** Latency beyond this says "was away", not "was thinking" (scheduling research, section 2). */
export const maxLatencyMs = 60_000;
export const maxBatch = 200;

const uuidv7 = v.pipe(
  v.string(),
  v.regex(
    /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    'Make the id a UUIDv7, in lower case'
  )
);

export const Submission = v.object({
  id: uuidv7,
  item: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Shaped by the item's type; parsed again by that type's own schema. */
  response: v.record(v.string(), v.unknown()),
  context: v.picklist(contexts),
  answeredAt: v.pipe(
    v.string(),
    v.isoTimestamp('Give answeredAt as an ISO 8601 time with zone'),
    v.transform((text) => new Date(text))
  ),
  latencyMs: v.pipe(
    v.number(),
    v.integer(),
    v.minValue(0),
    v.transform((ms) => Math.min(ms, maxLatencyMs))
  ),
  confidence: v.optional(v.picklist(confidences)),
  hint: v.optional(v.boolean(), false)
});
export type Submission = v.InferOutput<typeof Submission>;
export type SubmissionInput = v.InferInput<typeof Submission>;
