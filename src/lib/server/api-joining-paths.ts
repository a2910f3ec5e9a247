/** How somebody comes into a school, and leaves it, over the HTTP API. */
import { open, operation, parameter, replies } from './api-operations';
import { boolean, object, orNull, text, uuid, type Json } from './api-schemas';
import { roles } from '../domain/actor';

const token = { parameters: [parameter('token', 'From the letter')] };
const code = { parameters: [parameter('code', 'As it is typed')] };
const destination = object({ name: text, slug: text });
const role = { type: 'string', enum: [...roles] };

export const joiningPaths: Record<string, Json> = {
  '/me/memberships/{school}': {
    delete: operation(
      'Leave a school; its record of you stays there',
      { 204: { description: 'Left' } },
      {
        parameters: [parameter('school', 'Its id', 'path', uuid)]
      }
    )
  },
  '/invitations/{token}': {
    get: operation(
      'What a letter invites to',
      {
        200: replies(
          'The invitation',
          object({ school: destination, email: text, role, cohort: orNull(text) })
        )
      },
      { ...token, ...open }
    )
  },
  '/invitations/{token}/acceptance': {
    post: operation(
      'Accept an invitation',
      { 200: replies('The slug of the school', object({ school: text })) },
      token
    )
  },
  '/join/{code}': {
    get: operation(
      'What a code leads to',
      {
        200: replies(
          'School and cohort',
          object({ school: destination, cohort: text, isFull: boolean })
        )
      },
      code
    ),
    post: operation(
      'Join by a code',
      {
        200: replies('In it already', object({ school: text })),
        201: replies('Joined', object({ school: text }))
      },
      code
    )
  }
};
