/** A quiz: what it asks, and the rules by which it is sat. */
import * as v from 'valibot';
import { ClientId } from './client-id';
import { sentence, slug, storable } from './items/item';
import { exists } from './moment';

/** When a learner is told what was right: after each question, after the last, or when staff say so. */
export const feedbackModes = ['at-once', 'at-end', 'on-release'] as const;
export const difficulties = ['any', 'easy', 'medium', 'hard'] as const;

/** More questions than one sitting can hold. */
const mostQuestions = 300;
const wholeNumber = (least: number, most: number, what: string) => {
  const complaint = `Give ${what} as a whole number from ${least} to ${most}`;
  return v.pipe(
    v.number(complaint),
    v.integer(complaint),
    v.minValue(least, complaint),
    v.maxValue(most, complaint)
  );
};

export const Composition = v.variant(
  'kind',
  [
    v.object({
      kind: v.literal('chosen'),
      items: v.pipe(
        v.array(slug),
        v.minLength(1, 'Choose at least one question'),
        v.maxLength(mostQuestions, `Choose at most ${mostQuestions} questions`),
        v.check((items) => new Set(items).size === items.length, 'Choose each question once')
      )
    }),
    v.object({
      kind: v.literal('drawn'),
      /** How many questions of each outline area. */
      areas: v.pipe(
        v.record(v.string(), wholeNumber(0, 100, 'the questions of an area')),
        v.check(
          (areas) => totalOf(areas) >= 1 && totalOf(areas) <= mostQuestions,
          `Draw 1 to ${mostQuestions} questions in all`
        )
      ),
      difficulty: v.picklist(difficulties, `Choose a difficulty: ${difficulties.join(', ')}`)
    }),
    v.object({
      kind: v.literal('exam'),
      questions: v.picklist([25, 50, 100], 'Choose a length: 25, 50 or 100')
    })
  ],
  'Choose the questions, draw them by area, or take the form of an exam'
);
export type Composition = v.InferOutput<typeof Composition>;

const totalOf = (areas: Record<string, number>) =>
  Object.values(areas).reduce((sum, count) => sum + count, 0);

const moment = v.nullable(
  v.pipe(
    v.string(),
    v.isoTimestamp('Give a date and a time with zone'),
    v.check(exists, 'Give a date that exists, and its zone as Z or +02:00')
  )
);

/** What a school decides about a quiz, and what an attempt keeps as it was at its start. */
export const QuizRules = v.pipe(
  v.object({
    title: v.pipe(sentence, v.maxLength(120, 'Make the title shorter: 120 characters at most')),
    /** Shown before the start. */
    instructions: v.optional(
      v.pipe(
        v.string(),
        v.trim(),
        v.maxLength(4000, 'Make the instructions shorter: 4000 characters at most'),
        storable
      ),
      ''
    ),
    composition: Composition,
    /** Whether each attempt has its own order of questions; options are always shuffled. */
    shuffle: v.boolean(),
    /** Time limit; null for none. */
    minutes: v.nullable(wholeNumber(1, 600, 'the minutes')),
    /** How many attempts a learner has; null for any number. */
    attempts: v.nullable(wholeNumber(1, 50, 'the attempts')),
    opensAt: moment,
    closesAt: moment,
    /** Share of the points that passes, in (0, 1]; null where nobody passes or fails. */
    passMark: v.nullable(
      v.pipe(
        v.number('Give the pass mark as a share'),
        v.gtValue(0, 'Give a pass mark above 0%'),
        v.maxValue(1, 'Give a pass mark of at most 100%')
      )
    ),
    feedback: v.picklist(feedbackModes, `Choose when to tell: ${feedbackModes.join(', ')}`),
    /** One question after the other, and none again. */
    linear: v.boolean(),
    /** An attempt with a question left open does not pass. */
    mustFinish: v.boolean()
  }),
  v.forward(
    v.check(
      ({ opensAt, closesAt }) =>
        !opensAt || !closesAt || Date.parse(opensAt) < Date.parse(closesAt),
      'Let it close after it opens'
    ),
    ['closesAt']
  )
);
export type QuizRules = v.InferOutput<typeof QuizRules>;
export type QuizRulesInput = v.InferInput<typeof QuizRules>;

/** A quiz to make. The id is made by the client: sent again, it is made once. */
export const NewQuiz = v.intersect([v.object({ id: ClientId }), QuizRules]);
export type NewQuiz = v.InferOutput<typeof NewQuiz>;

/** What staff may grant one learner beyond the rules. */
export const Allowance = v.object({
  extraMinutes: wholeNumber(0, 600, 'the extra minutes'),
  extraAttempts: wholeNumber(0, 50, 'the extra attempts')
});
export type Allowance = v.InferOutput<typeof Allowance>;
/** The same with what the audit keeps. */
export const Grant = v.object({
  ...Allowance.entries,
  reason: v.pipe(
    v.string('Say why, in a few words'),
    v.trim(),
    v.minLength(3, 'Say why, in a few words'),
    v.maxLength(500, 'Make the reason shorter: 500 characters at most'),
    storable
  )
});

export const noAllowance: Allowance = { extraMinutes: 0, extraAttempts: 0 };

/** Whether an answer counts as it is given: it cannot be changed, nor its question seen again. */
export const isFinal = ({ linear, feedback }: Pick<QuizRules, 'linear' | 'feedback'>): boolean =>
  linear || feedback === 'at-once';
