/** A student's doubt about a question: what it is about, and what may become of it. */
import * as v from 'valibot';
import type { Context } from './answer';
import { storable } from './items/item';
import type { Prompt, Response } from './items/registry';
import { commentLength, reasonIds, reportOutcomes, type Asked as Question } from './reasons';

const comment = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(commentLength, 'Shorten this to at most 2000 characters'),
  storable
);
const uuid = v.pipe(v.string(), v.uuid('Give a UUID'), v.toLowerCase());

const Asked: v.GenericSchema<unknown, Question> = v.union(
  [
    v.object({ answer: uuid }),
    v.object({ attempt: uuid, position: v.pipe(v.number(), v.integer(), v.minValue(0)) })
  ],
  'Name the question by "answer", or by "attempt" and "position"'
);

export const Report = v.pipe(
  v.object({
    question: Asked,
    reason: v.picklist(reasonIds, 'Choose what is wrong'),
    comment: v.optional(comment, '')
  }),
  v.forward(
    v.check(
      ({ reason, comment }) => reason !== 'other' || comment !== '',
      'Say in a few words what is wrong'
    ),
    ['comment']
  )
);
export type Report = v.InferOutput<typeof Report>;

/** What staff decide, with what they tell the student. */
export const Resolution = v.object({
  outcome: v.picklist(reportOutcomes, 'Choose what became of it'),
  reply: v.pipe(comment, v.minLength(1, 'Tell the student what you found'))
});
export type Resolution = v.InferOutput<typeof Resolution>;

/** A question as the student saw it when reporting it: never with a key. */
export interface Seen {
  context: Context;
  /** Names the showing, which decides the order of options. */
  showing: string;
  prompt: Prompt;
  /** Null where nothing had been answered. */
  response: Response | null;
  /** Whether the student had been told what is right. */
  told: boolean;
  /** Null outside of quizzes. */
  attempt: string | null;
}
