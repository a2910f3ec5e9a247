/** How licensed instructors sign questions off over the HTTP API. */
import { body, operation, parameter } from './api-operations';
import { input, moment, object, ref, text, type Json } from './api-schemas';
import { SignOff, Withdrawal } from '../domain/sign-off';

export const reviewSchemas: Record<string, Json> = {
  SignedOff: object(
    { by: text, license: text, at: moment },
    {
      description:
        'Who of the learner’s school vouches for a question; null while it awaits review.'
    }
  )
};

const school = parameter('school', 'Its slug');
const item = { parameters: [school, parameter('item', 'Its id')] };

export const reviewPaths: Record<string, Json> = {
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
