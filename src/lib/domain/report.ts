/** A student's doubt about a question: what it is about, and what may become of it. */
import * as v from 'valibot';
import type { Context } from './answer';
import { storable } from './items/item';
import type { Prompt, Response } from './items/registry';

export const reasonIds = ['key', 'unclear', 'several', 'outdated', 'broken', 'other'] as const;
export type ReportReason = (typeof reasonIds)[number];

/** What may be wrong with a question, as the student is asked for it. */
export const reportReasons: Record<ReportReason, string> = {
  key: 'The answer counted as right looks wrong',
  unclear: 'I do not understand what is asked',
  several: 'More than one answer is right',
  outdated: 'It is out of date',
  broken: 'A typo, or something does not work',
  other: 'Something else'
};

/** What the school did: the question was mended, or it stays as it is. */
export const reportOutcomes = ['mended', 'declined'] as const;
export type ReportOutcome = (typeof reportOutcomes)[number];

export const commentLength = 2000;
const comment = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(commentLength, 'Shorten this to at most 2000 characters'),
  storable
);
const uuid = v.pipe(v.string(), v.uuid('Give a UUID'), v.toLowerCase());

/** A question that was asked: by the answer to it, or within a quiz by its place. */
export const Asked = v.union(
  [
    v.object({ answer: uuid }),
    v.object({ attempt: uuid, position: v.pipe(v.number(), v.integer(), v.minValue(0)) })
  ],
  'Name the question by "answer", or by "attempt" and "position"'
);
export type Asked = v.InferOutput<typeof Asked>;

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
