/** One submission, as every client sends it and the one write path takes it. */
import * as v from 'valibot';
import type { Mark } from './items/item';
import { slug } from './items/item';
import { exists } from './moment';

export const confidences = ['sure', 'unsure', 'guessed'] as const;
/** Where an answer was given: in the open, or in a quiz, whose answers come by the attempt. */
export const openContexts = ['lesson', 'review'] as const;
export const contexts = [...openContexts, 'quiz'] as const;
export type Context = (typeof contexts)[number];

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

/** What is said of every answer, wherever it is given. */
const given = {
  id: uuidv7,
  /** Shaped by the item's type; parsed again by that type's own schema. */
  response: v.record(v.string(), v.unknown()),
  answeredAt: v.pipe(
    v.string(),
    v.isoTimestamp('Give answeredAt as an ISO 8601 time with zone'),
    v.check(exists, 'Give answeredAt as a date that exists'),
    v.transform((text) => new Date(text))
  ),
  latencyMs: v.pipe(
    v.number(),
    v.integer(),
    v.minValue(0),
    v.transform((ms) => Math.min(ms, maxLatencyMs))
  ),
  confidence: v.optional(v.picklist(confidences))
};

export const Submission = v.object({
  ...given,
  item: v.pipe(v.string(), v.maxLength(100), slug),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  context: v.picklist(openContexts),
  hint: v.optional(v.boolean(), false)
});
export type Submission = v.InferOutput<typeof Submission>;
export type SubmissionInput = v.InferInput<typeof Submission>;

/** An answer within an attempt at a quiz, which knows the item of each position. */
export const AttemptSubmission = v.object({
  ...given,
  position: v.pipe(v.number(), v.integer(), v.minValue(0))
});
export type AttemptSubmission = v.InferOutput<typeof AttemptSubmission>;
export type AttemptSubmissionInput = v.InferInput<typeof AttemptSubmission>;

/** What a client sends at once. Each answer is parsed by itself: one bad one harms no other. */
export const Batch = v.object({
  answers: v.pipe(
    v.array(v.unknown(), 'Send answers as a list'),
    v.minLength(1, 'Send at least one answer'),
    v.maxLength(maxBatch, `Send at most ${maxBatch} answers at once`)
  )
});

export type Confidence = (typeof confidences)[number];

/** What a question hands over; whoever sends it adds which item, when and where. */
export type Answer = Pick<SubmissionInput, 'response' | 'latencyMs' | 'confidence' | 'hint'>;

export interface GradedAnswer {
  correct: boolean;
  /** 0 to 1. */
  score: number;
  feedback: { explanation: string; marks: Mark[] };
  /** Null where nothing is remembered: nobody is signed in, or the answer was taken back. */
  next: Next | null;
  /** How often it was forgotten, where that is to be told now (see `leech.ts`). */
  leech?: number;
}

/** When an item comes back: `days` from today, 0 for later today. */
export interface Next {
  date: string;
  days: number;
}

/** What becomes of an answer; an `error` is shown to the learner, who may send it again. */
export type Verdict = GradedAnswer | { error: string };
