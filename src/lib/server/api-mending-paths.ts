/** How staff mend a question over the HTTP API. */
import { body, operation, parameter, replies } from './api-operations';
import {
  boolean,
  date,
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
import { policies } from '../domain/correction';
import { AppliedMending, Mending } from '../domain/mending';

export const mendingSchemas: Record<string, Json> = {
  CorrectionPreview: object(
    {
      scores: list(
        object({
          attempt: uuid,
          quiz: text,
          title: text,
          account: uuid,
          student: text,
          number: integer,
          before: orNull(number),
          after: orNull(number),
          passedBefore: orNull(boolean),
          passedAfter: orNull(boolean)
        })
      ),
      moves: list(
        object({ account: uuid, student: text, before: orNull(date), after: orNull(date) })
      ),
      answers: integer,
      digest: text
    },
    {
      description:
        'Scores that would change, and the dates on which the question would come back to whom. ' +
        '`answers` counts those in the log that are worth something else. Send the `digest` with ' +
        'the correction: if anything has changed by then, nothing is done.'
    }
  )
};

const school = parameter('school', 'Its slug');

export const mendingPaths: Record<string, Json> = {
  '/schools/{school}/corrections/preview': {
    post: operation(
      'What a correction would change, for staff',
      { 200: replies('Nothing is written', object({ preview: ref('CorrectionPreview') })) },
      { parameters: [school], requestBody: body(input(Mending)) }
    )
  },
  '/schools/{school}/corrections': {
    post: operation(
      'Mend a question, for staff; sent twice it is done once',
      {
        201: replies(
          'All of it was done',
          object({
            correction: object({
              id: uuid,
              at: moment,
              actor: orNull(text),
              reason: text,
              subject: object({
                item: text,
                from: list(integer),
                to: orNull(integer),
                policy: { type: 'string', enum: policies },
                neverLower: boolean,
                scores: integer,
                answers: integer,
                cards: integer
              })
            })
          })
        ),
        409: {
          description: 'Something has changed since: nothing was done. `preview` is the new one.',
          content: { 'application/problem+json': { schema: ref('Problem') } }
        }
      },
      { parameters: [school], requestBody: body(input(AppliedMending)) }
    )
  }
};
