/** What can be asked of the HTTP API; a test holds this against the routes that exist. */
import { body, open, operation, parameter, replies } from './api-operations';
import {
  date,
  input,
  integer,
  list,
  moment,
  object,
  orNull,
  ref,
  schemas,
  text,
  uuid,
  type Json
} from './api-schemas';
import { LogIn, ProfileChange, SignUp } from '../domain/account';
import { maxBatch } from '../domain/answer';

const answers = body(
  object({ answers: { ...list(ref('Submission')), minItems: 1, maxItems: maxBatch } })
);
const results = replies(
  'A result for each answer, in their order',
  object({ results: list(ref('Result')) })
);
const address = [parameter('course', 'Its slug'), parameter('lesson', 'Its slug')];
const reader = {
  allOf: [ref('Account'), object({ staff: { type: 'boolean' } })],
  description: '`staff` tells whether the account is staff of any school.'
};
const me = object({
  ...(schemas.Account!.properties as Record<string, Json>),
  memberships: list({
    type: 'object',
    description: '`cohorts` is there for an instructor who sees the students of these only.',
    properties: { school: uuid, role: text, cohorts: list(uuid) },
    required: ['school', 'role']
  })
});

export const paths: Record<string, Json> = {
  '/accounts': {
    post: operation(
      'Make an account',
      {
        201: replies('Made, or the e-mail was taken: the answer does not tell', {
          type: 'object'
        })
      },
      { ...open, requestBody: body(input(SignUp)) }
    )
  },
  '/session': {
    get: operation(
      'Who is signed in',
      { 200: replies('The account, or null', object({ account: orNull(reader) })) },
      open
    ),
    post: operation(
      'Log in',
      {
        200: replies(
          'Signed in: the cookie is set, and the token may be sent as Bearer',
          object({ account: ref('Account'), token: text })
        )
      },
      { ...open, requestBody: body(input(LogIn)) }
    ),
    delete: operation('Log out', { 204: { description: 'Signed out' } }, open)
  },
  '/me': {
    get: operation('The account that is signed in', { 200: replies('The account', me) }),
    patch: operation(
      'Change name or time zone',
      { 200: replies('The account as it is now', me) },
      { requestBody: body(input(ProfileChange)) }
    )
  },
  '/courses': {
    get: operation(
      'All courses',
      {
        200: replies(
          'Courses with their modules and lessons',
          object({ courses: list(ref('Course')) })
        )
      },
      open
    )
  },
  '/courses/{course}': {
    get: operation(
      'A course',
      {
        200: replies('The course; `completed` lists finished lessons, null without an account', {
          allOf: [ref('Course'), object({ completed: orNull(list(text)) })]
        })
      },
      { ...open, parameters: address.slice(0, 1) }
    )
  },
  '/lessons/{course}/{lesson}': {
    get: operation(
      'A lesson: its checks without keys, its sources, and the reader’s own state',
      {
        200: replies('The lesson', {
          allOf: [
            ref('LessonSummary'),
            {
              type: 'object',
              properties: {
                checks: list(ref('Prompt')),
                cases: { type: 'object', additionalProperties: list(text) },
                reader: object({
                  account: orNull(uuid),
                  member: { type: 'boolean' },
                  completedAt: orNull(moment),
                  items: {
                    type: 'object',
                    additionalProperties: object({
                      version: integer,
                      due: orNull(date),
                      signed: orNull(ref('SignedOff'))
                    })
                  }
                })
              }
            }
          ]
        })
      },
      { ...open, parameters: address }
    )
  },
  '/lessons/{course}/{lesson}/completion': {
    put: operation(
      'Finish a lesson; a second time changes nothing',
      { 200: replies('When it was first finished', object({ completedAt: moment })) },
      { parameters: address }
    )
  },
  '/answers': {
    post: operation(
      'Record answers: 1 to 200, each once',
      { 200: results },
      { requestBody: answers }
    )
  },
  '/answers/{id}/undo': {
    post: operation(
      'Take back the newest answer to an item, on the day it was given',
      { 204: { description: 'Taken back' } },
      { parameters: [parameter('id', 'The answer’s', 'path', uuid)] }
    )
  },
  '/checks': {
    post: operation(
      'Grade answers without an account: nothing is stored',
      { 200: results },
      { ...open, requestBody: answers }
    )
  },
  '/openapi.json': {
    get: operation('This description', { 200: replies('OpenAPI 3.1', { type: 'object' }) }, open)
  }
};
