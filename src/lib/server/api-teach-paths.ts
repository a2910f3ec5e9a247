/** What staff can ask of their school's quizzes over the HTTP API. */
import { body, idInUse, operation, parameter, replies } from './api-operations';
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
import { bandNames, concerns } from '../domain/psychometrics';
import { feedbackModes, Grant, QuizRules } from '../domain/quiz';
import { phaseNames } from '../domain/quiz-phase';
import { resultStates, sortKeys } from '../domain/quiz-results';

const choice = (...values: (string | null)[]): Json => ({ enum: values });
const share = object({ share: number, low: number, high: number });

export const teachSchemas: Record<string, Json> = {
  QuizRules: {
    ...input(QuizRules),
    description:
      `Null stands for no limit. \`feedback\` is one of ${feedbackModes.join(', ')}; the pass ` +
      'mark is a share of the points.'
  },
  QuizRecord: object(
    {
      id: uuid,
      rules: ref('QuizRules'),
      phase: choice(...Object.keys(phaseNames)),
      released: orNull(boolean),
      releasedAt: orNull(moment),
      archivedAt: orNull(moment)
    },
    { description: '`released` is null where results need no release.' }
  ),
  StudentResult: object({
    account: uuid,
    name: text,
    email: text,
    attempts: integer,
    best: orNull(number),
    last: orNull(number),
    passed: orNull(boolean),
    state: choice(...resultStates),
    deadlineAt: orNull(moment),
    extraMinutes: integer,
    extraAttempts: integer
  }),
  Statistics: object(
    {
      n: integer,
      mean: orNull(number),
      reliability: {
        oneOf: [
          object({ value: number }),
          object({ withheld: choice('drawn', 'few', 'short', 'same') })
        ]
      },
      items: list(
        object({
          item: text,
          version: integer,
          stem: text,
          type: text,
          lesson: orNull(text),
          n: integer,
          difficulty: share,
          discrimination: orNull(number),
          band: choice(...bandNames, null),
          concerns: list(choice(...concerns)),
          choices: list({ type: 'object' })
        })
      ),
      look: list(text)
    },
    {
      description:
        'Of first attempts only. `reliability` is KR-20, or why it is withheld; `difficulty` the ' +
        'share of points with its interval; `look` names the questions to look at first.'
    }
  )
};

const school = parameter('school', 'Its slug');
const quiz = { parameters: [school, parameter('quiz', 'Its id', 'path', uuid)] };
const record = replies('The quiz', ref('QuizRecord'));
const quizzes = '/schools/{school}/quizzes';
const newQuiz = { allOf: [object({ id: uuid }), ref('QuizRules')] };

export const teachPaths: Record<string, Json> = {
  [quizzes]: {
    get: operation(
      'The quizzes of a school, for its staff',
      { 200: replies('All of them, newest first', object({ quizzes: list(ref('QuizRecord')) })) },
      { parameters: [school] }
    ),
    post: operation(
      'Compose a quiz; sent again, it is made once',
      { 201: record, ...idInUse },
      { parameters: [school], requestBody: body(newQuiz) }
    )
  },
  [`${quizzes}/{quiz}`]: {
    get: operation('A quiz with its rules', { 200: record }, quiz),
    put: operation(
      'Change the rules; attempts that have begun keep theirs',
      { 200: record },
      { ...quiz, requestBody: body(ref('QuizRules')) }
    )
  },
  [`${quizzes}/{quiz}/release`]: {
    post: operation(
      'Let students see their results; a second time changes nothing',
      { 204: { description: 'Released' } },
      quiz
    )
  },
  [`${quizzes}/{quiz}/allowances/{account}`]: {
    put: operation(
      'Grant a student more time or attempts, in place of what was granted before',
      {
        200: replies(
          'What is granted now',
          object({ extraMinutes: integer, extraAttempts: integer })
        )
      },
      {
        parameters: [...quiz.parameters, parameter('account', 'The student’s', 'path', uuid)],
        requestBody: body(input(Grant))
      }
    )
  },
  [`${quizzes}/{quiz}/results`]: {
    get: operation(
      'A row for each student',
      { 200: replies('The rows', object({ results: list(ref('StudentResult')) })) },
      {
        parameters: [
          ...quiz.parameters,
          parameter('sort', 'By what', 'query', choice(...sortKeys)),
          parameter('order', 'From the least or the most', 'query', choice('up', 'down')),
          parameter('state', 'Only these', 'query', choice(...resultStates)),
          parameter('passed', 'Only these', 'query', choice('yes', 'no')),
          parameter('name', 'Part of a name or e-mail', 'query'),
          parameter('former', 'Those too who have left the school', 'query', choice('yes'))
        ]
      }
    )
  },
  [`${quizzes}/{quiz}/statistics`]: {
    get: operation(
      'What first attempts tell of the questions',
      { 200: replies('The figures', ref('Statistics')) },
      quiz
    )
  }
};
