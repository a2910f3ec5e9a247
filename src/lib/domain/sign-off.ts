/** An instructor's word that a question is sound: who gives it, and what that takes. */
import * as v from 'valibot';
import { sentence } from './items/item';
import { typeNames } from './items/registry';

export const SignOff = v.object({
  /** That was read: another one, should it come meanwhile, is not signed. */
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  license: v.pipe(
    sentence,
    v.minLength(4, 'Give the state and the number of your massage license'),
    v.maxLength(80, 'Shorten this to at most 80 characters')
  ),
  /** That the license is one's own and that everything was read. */
  attested: v.literal(true, 'Say that you hold this license and have read the whole question')
});
export type SignOff = v.InferOutput<typeof SignOff>;

/** The same as a form sends it. */
export const SignOffForm = v.pipe(
  v.object({
    version: v.pipe(v.string(), v.transform(Number)),
    license: v.optional(v.string(), ''),
    attested: v.pipe(
      v.optional(v.string(), ''),
      v.transform((box) => box === 'on')
    )
  }),
  SignOff
);

export const Withdrawal = v.object({
  reason: v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1, 'Say why the question should be reviewed again'),
    v.maxLength(2000, 'Shorten this to at most 2000 characters')
  )
});

/** What a student is told of a question that was signed off. */
export interface Signed {
  by: string;
  license: string;
  at: string;
}

/** Where a question stands with a school. */
export const reviewStates = ['awaiting', 'signed'] as const;
export type ReviewState = (typeof reviewStates)[number];

/** Which questions of a list are wanted; what an address says wrongly is left out. */
export const ReviewFilter = v.object({
  state: v.fallback(v.optional(v.picklist(reviewStates)), undefined),
  /** `course/lesson`. */
  lesson: v.fallback(v.optional(v.string()), undefined),
  area: v.fallback(v.optional(v.string()), undefined),
  type: v.fallback(v.optional(v.picklist(typeNames)), undefined)
});
export type ReviewFilter = v.InferOutput<typeof ReviewFilter>;

/** @returns whether a question is among those wanted */
export const isWanted = (
  { state, lesson, area, type }: ReviewFilter,
  question: { signed: Signed | null; lesson: string; area: string; type: string }
): boolean =>
  (!state || (state === 'signed') === (question.signed !== null)) &&
  (!lesson || question.lesson === lesson) &&
  (!area || question.area === area) &&
  (!type || question.type === type);
