/** How licensed instructors sign questions off over the HTTP API. */
import { body, operation, parameter, replies } from './api-operations';
import { input, integer, list, moment, object, orNull, ref, text, type Json } from './api-schemas';
import { typeNames } from '../domain/items/registry';
import { reviewStates, SignOff, Withdrawal } from '../domain/sign-off';

export const reviewSchemas: Record<string, Json> = {
  SignedOff: object(
    { by: text, license: text, at: moment },
    {
      description:
        'Who of the learner’s school vouches for a question; null while it awaits review.'
    }
  ),
  ReviewItem: object({
    item: text,
    version: integer,
    stem: text,
    type: { type: 'string', enum: typeNames },
    lesson: text,
    lessonTitle: text,
    area: text,
    reserved: { type: 'boolean' },
    signed: orNull(ref('SignedOff'))
  })
};

const school = parameter('school', 'Its slug');
const item = { parameters: [school, parameter('item', 'Its id')] };

export const reviewPaths: Record<string, Json> = {
  '/schools/{school}/items': {
    get: operation(
      'The questions of a school, for its staff, with who has signed which off',
      { 200: replies('In the order of the course', object({ items: list(ref('ReviewItem')) })) },
      {
        parameters: [
          school,
          parameter('state', 'Only these', 'query', { enum: reviewStates }),
          parameter('lesson', 'Only its, as course/lesson', 'query'),
          parameter('area', 'Only of this area of the outline', 'query'),
          parameter('type', 'Only these', 'query', { enum: typeNames })
        ]
      }
    )
  },
  '/schools/{school}/items/{item}/sign-off': {
    put: operation(
      'Sign a question off; a second time changes nothing',
      {
        204: { description: 'Signed off' },
        409: {
          description: 'Another version is asked by now: read that one',
          content: { 'application/problem+json': { schema: ref('Problem') } }
        }
      },
      { ...item, requestBody: body(input(SignOff)) }
    ),
    delete: operation(
      'Have a question reviewed again: what vouched for it is taken back',
      { 204: { description: 'Taken back' } },
      { ...item, requestBody: body(input(Withdrawal)) }
    )
  }
};
