/** What a student can ask of quizzes and attempts over the HTTP API. */
import { body, operation, parameter, replies } from './api-operations';
import {
  boolean,
  input,
  integer,
  list,
  moment,
  number,
  object,
  orNull,
  ref,
  text,
  uuid,
  type Json
} from './api-schemas';
import { AttemptSubmission, confidences, maxBatch } from '../domain/answer';
import { feedbackModes } from '../domain/quiz';

const choice = (...values: (string | null)[]): Json => ({ enum: values });

const summary = {
  id: text,
  title: text,
  practice: boolean,
  trial: boolean,
  questions: integer,
  minutes: orNull(integer),
  opensAt: orNull(moment),
  closesAt: orNull(moment),
  attemptsLeft: orNull(integer),
  standing: choice('open', 'ready', 'later', 'over'),
  refused: orNull(text),
  attempts: list(
    object({
      id: uuid,
      number: integer,
      startedAt: moment,
      deadlineAt: orNull(moment),
      finishedAt: orNull(moment),
      endedBy: choice('learner', 'time', null),
      told: boolean,
      score: orNull(number),
      passed: orNull(boolean)
    })
  )
};
const question = object({
  position: integer,
  item: text,
  version: integer,
  prompt: object({ type: text, stem: text }, { additionalProperties: true }),
  response: orNull({ type: 'object' }),
  confidence: choice(...confidences, null),
  verdict: orNull(
    object({
      correct: boolean,
      score: number,
      feedback: object({ explanation: text, marks: list({ type: 'object' }) })
    })
  ),
  dropped: boolean,
  corrected: boolean,
  signed: orNull(ref('SignedOff'))
});
const share = { share: number, low: number, high: number };

export const quizSchemas: Record<string, Json> = {
  QuizSummary: object(summary, {
    description:
      '`standing`: an attempt is open, one can begin, it opens later, or it is over; `refused` ' +
      'says why none can begin. Score and pass of an attempt are null until they may be told.'
  }),
  Quiz: object({
    ...summary,
    instructions: text,
    passMark: orNull(number),
    feedback: choice(...feedbackModes),
    linear: boolean,
    mustFinish: boolean,
    final: boolean,
    shortages: list(object({ area: text, title: text, wanted: integer, available: integer }))
  }),
  OpenAttempt: object(
    {
      state: choice('open'),
      id: uuid,
      quiz: text,
      title: text,
      number: integer,
      startedAt: moment,
      deadlineAt: orNull(moment),
      now: moment,
      linear: boolean,
      mustFinish: boolean,
      final: boolean,
      feedback: choice(...feedbackModes),
      total: integer,
      answered: integer,
      questions: list(question)
    },
    {
      description:
        'An attempt that runs, without keys. `now` is the clock by which its time is counted. ' +
        'Where there is no way back (`linear`) `questions` holds the present one only.'
    }
  ),
  AttemptResult: object(
    {
      state: choice('finished'),
      id: uuid,
      quiz: text,
      title: text,
      number: integer,
      startedAt: moment,
      finishedAt: moment,
      endedBy: choice('learner', 'time'),
      total: integer,
      answered: integer,
      told: boolean,
      score: orNull(number),
      passed: orNull(boolean),
      passMark: orNull(number),
      ungraded: integer,
      areas: list(
        object({ area: text, title: text, points: number, questions: integer, ...share })
      ),
      readAgain: list(object({ lesson: text, title: text, missed: integer })),
      questions: list(question)
    },
    {
      description:
        'What came of an attempt. Until it may be `told`, scores are null and lists empty. ' +
        '`low` and `high` bound the share of an area, 19 times of 20.'
    }
  ),
  AttemptSubmission: {
    ...input(AttemptSubmission),
    description: 'An answer to the question at a position, from 0; responses as in Submission.'
  },
  Saved: {
    type: 'object',
    description: 'What became of one answer; `verdict` where the quiz tells it at once.',
    properties: {
      id: orNull(text),
      status: choice('saved', 'duplicate', 'rejected'),
      verdict: orNull({ type: 'object' }),
      error: text
    },
    required: ['id', 'status']
  }
};

const quiz = { parameters: [parameter('quiz', 'Its id')] };
const attempt = { parameters: [parameter('attempt', 'Its id', 'path', uuid)] };
const view = { oneOf: [ref('OpenAttempt'), ref('AttemptResult')] };

export const quizPaths: Record<string, Json> = {
  '/quizzes': {
    get: operation('The quizzes that one may sit, with own attempts', {
      200: replies('Quizzes, newest first', object({ quizzes: list(ref('QuizSummary')) }))
    })
  },
  '/quizzes/{quiz}': {
    get: operation(
      'A quiz: its rules, own attempts, and what the bank is short of',
      {
        200: replies('The quiz', ref('Quiz'))
      },
      quiz
    )
  },
  '/quizzes/{quiz}/attempts': {
    post: operation(
      'Begin an attempt, or find the one that is open',
      {
        200: replies('The one that was open', ref('OpenAttempt')),
        201: replies('A new one', ref('OpenAttempt'))
      },
      quiz
    )
  },
  '/attempts/{attempt}': {
    get: operation(
      'One’s own attempt: while it runs without keys, afterwards its result',
      { 200: replies('The attempt', view) },
      attempt
    )
  },
  '/attempts/{attempt}/answers': {
    post: operation(
      'Keep answers of an attempt: 1 to 200, each once; the last one given to a question counts',
      {
        200: replies('A result for each, in their order', object({ results: list(ref('Saved')) }))
      },
      {
        ...attempt,
        requestBody: body(
          object({
            answers: { ...list(ref('AttemptSubmission')), minItems: 1, maxItems: maxBatch }
          })
        )
      }
    )
  },
  '/attempts/{attempt}/finish': {
    post: operation(
      'Hand an attempt in; a second time changes nothing',
      { 200: replies('Its result', ref('AttemptResult')) },
      attempt
    )
  }
};
