/** Webhooks and events, over the HTTP API; and what webhooks send. */
import { body, idInUse, operation, parameter, replies } from './api-operations';
import {
  input,
  integer,
  list,
  moment,
  object,
  orNull,
  ref,
  text,
  uuid,
  type Json
} from './api-schemas';
import { Once } from '../domain/client-id';
import { examples } from '../domain/event-examples';
import { events, eventTypes, heardTypes } from '../domain/events';
import { deliveryStates, NewWebhook, WebhookChange, webhookStates } from '../domain/webhook';

const webhook = {
  id: uuid,
  url: text,
  description: text,
  types: orNull(list({ enum: heardTypes })),
  state: { enum: webhookStates },
  reason: orNull(text),
  failingSince: orNull(moment),
  formerUntil: orNull(moment),
  createdBy: orNull(text),
  createdAt: moment,
  waiting: integer
};

export const webhookSchemas: Record<string, Json> = {
  NewWebhook: {
    ...input(NewWebhook),
    description:
      'The `id` is made by the client; sent again, it is added once. Without `types` it is told of ' +
      'all, and of what comes to be.'
  },
  Webhook: object(webhook, {
    description:
      '`paused`: what happens waits; `off`: nothing waits, for the `reason`. Until `formerUntil` ' +
      'the secret before the present one signs too.'
  }),
  Delivery: object(
    {
      event: uuid,
      type: { enum: eventTypes },
      at: moment,
      state: { enum: deliveryStates },
      attempts: integer,
      status: orNull(integer),
      error: orNull(text),
      triedAt: orNull(moment),
      nextAt: orNull(moment),
      history: list(
        object({ at: moment, status: orNull(integer), error: orNull(text), ms: integer })
      ),
      body: text
    },
    {
      description:
        '`status` and `error` are of the last attempt, `history` has each, and how long it took; ' +
        '`body` is what is sent.'
    }
  ),
  Event: object({
    id: uuid,
    type: { enum: eventTypes },
    timestamp: moment,
    data: { type: 'object' }
  })
};

const school = parameter('school', 'Its slug');
const one = (name: string) => parameter(name, 'Its id', 'path', uuid);
const all = '/schools/{school}/webhooks';
const its = `${all}/{webhook}`;
const own = { parameters: [school, one('webhook')] };
const delivery = `${its}/deliveries/{event}`;
const secret = { type: 'string', description: 'Told this once' };
const shown = replies('The delivery', ref('Delivery'));

export const webhookPaths: Record<string, Json> = {
  [all]: {
    get: operation(
      'For admins: the webhooks of a school',
      { 200: replies('Webhooks', object({ webhooks: list(ref('Webhook')) })) },
      { parameters: [school] }
    ),
    post: operation(
      'For admins: add a webhook; the answer has its secret, or null where it was added before',
      { 201: replies('The webhook', object({ ...webhook, secret: orNull(secret) })) },
      { parameters: [school], requestBody: body(ref('NewWebhook')) }
    )
  },
  [its]: {
    get: operation('For admins: a webhook', { 200: replies('It', ref('Webhook')) }, own),
    put: operation(
      'For admins: change a webhook, pause it or have it go on',
      { 200: replies('The webhook', ref('Webhook')) },
      { ...own, requestBody: body(input(WebhookChange)) }
    ),
    delete: operation(
      'For admins: delete a webhook, with what waits for it',
      { 204: { description: 'Deleted' } },
      own
    )
  },
  [`${its}/secret`]: {
    post: operation(
      'For admins: give it another secret; for a day the one before signs too. Sent again in that ' +
        'day, the same secret is told; later, or once it is replaced, null',
      {
        201: replies('The secret', object({ secret: orNull(text), formerUntil: orNull(moment) })),
        ...idInUse
      },
      { ...own, requestBody: body(input(Once)) }
    )
  },
  [`${its}/ping`]: {
    post: operation(
      'For admins: send it a test event; with the same id again it is one test',
      { 202: shown },
      { ...own, requestBody: body(input(Once)) }
    )
  },
  [`${its}/deliveries`]: {
    get: operation(
      'For admins: what was sent to a webhook, the newest 50, or those before one of them',
      { 200: replies('Deliveries', object({ deliveries: list(ref('Delivery')) })) },
      { parameters: [...own.parameters, parameter('before', 'Id of an event', 'query', uuid)] }
    )
  },
  [delivery]: {
    get: operation(
      'For admins: one delivery',
      { 200: shown },
      { parameters: [...own.parameters, one('event')] }
    )
  },
  [`${delivery}/resend`]: {
    post: operation(
      'For admins: send something once more, under the id that it had',
      { 202: shown },
      { parameters: [...own.parameters, one('event')] }
    )
  },
  '/schools/{school}/events': {
    get: operation(
      'For admins: what happened at a school, in an order that stays; kept for 90 days. Go on with ' +
        'the id of the last event that you have',
      {
        200: replies('Events', object({ events: list(ref('Event')), hasMore: { type: 'boolean' } }))
      },
      {
        parameters: [
          school,
          parameter('after', 'Id of the last event that was read', 'query', uuid),
          parameter('limit', '100 unless given', 'query', {
            ...{ type: 'integer', minimum: 1, maximum: 500 }
          })
        ]
      }
    )
  }
};

const header = (name: string, description: string): Json => ({
  ...{ name, in: 'header', required: true, description, schema: text }
});
const headers = [
  header('webhook-id', 'The same on each attempt: what you have had, drop'),
  header('webhook-timestamp', 'When it was sent, in seconds since 1970'),
  header('webhook-signature', 'By standardwebhooks.com; with two secrets, two, parted by a blank')
];

/** What each type of event sends, made from the types themselves. */
export const sentByWebhooks: Record<string, Json> = Object.fromEntries(
  eventTypes.map((type) => {
    const data = input(events[type].data) as Json & {
      properties: Record<string, Json>;
      required: string[];
    };
    const told = {
      ...data,
      properties: { ...data.properties, url: text },
      required: [...data.required, 'url']
    };
    const schema = object({ type: { const: type }, timestamp: moment, data: told });
    const example = { type, timestamp: '2027-03-01T17:20:31.000Z', data: examples[type] };
    return [
      type,
      {
        post: {
          summary: events[type].says,
          description: events[type].notes,
          security: [],
          parameters: headers,
          requestBody: { content: { 'application/json': { schema, example } } },
          responses: {
            '2XX': { description: 'You have it; with any other answer it is sent again' },
            '410': { description: 'You want nothing more: the webhook is turned off' }
          }
        }
      }
    ];
  })
);
