/** An instructor's word that a question is sound: who gives it, and what that takes. */
import * as v from 'valibot';
import { sentence } from './items/item';

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
