/** What a report of a question may say; apart from its schema, which a browser has no need of. */

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

/** Of a comment and of a reply, in characters. */
export const commentLength = 2000;

/** A question that was asked: by the answer to it, or within a quiz by its place. */
export type Asked = { answer: string } | { attempt: string; position: number };
