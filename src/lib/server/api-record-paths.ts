/** Records of students over the HTTP API: one's own, and as administrators keep them. */
import { body, operation, parameter, replies } from './api-operations';
import { file } from './api-paper-paths';
import {
  date,
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
import {
  answerDays,
  Decision,
  NewAmendment,
  Statement,
  stepKinds,
  Withdrawal
} from '../domain/amendment';
import { recordParts, viewWays } from '../domain/record-part';
import { HoldInput, RetentionInput, retentionRules } from '../domain/retention';

const part = { enum: recordParts };
const step = object({
  ...{ id: uuid, kind: { enum: stepKinds }, text, correction: orNull(text), by: text, at: moment }
});
const request = {
  ...{ id: uuid, student: object({ id: uuid, name: text }), part, line: orNull(text) },
  lineSaid: { ...orNull(text), description: 'The line as it stood when it was asked about' },
  ...{ wrong: text, should: text, at: moment },
  status: { enum: ['open', ...stepKinds.filter((kind) => kind !== 'statement')] },
  steps: list(step)
};
const hold = {
  ...{ id: uuid, reason: text, by: text, at: moment },
  released: orNull(object({ by: text, at: moment, reason: text }))
};
const removed = {
  ...{ id: uuid, rule: { enum: retentionRules }, months: integer, left: date },
  counts: { type: 'object', additionalProperties: integer },
  at: moment
};
const months = object(Object.fromEntries(retentionRules.map((rule) => [rule, orNull(integer)])), {
  description: 'After somebody has left; null: kept for good'
});
const views = {
  count: integer,
  views: list(object({ id: uuid, part, way: { enum: viewWays }, by: text, role: text, at: moment }))
};

export const recordSchemas: Record<string, Json> = {
  Amendment: object(request),
  QueuedAmendment: object({
    ...request,
    waited: object(
      { days: integer, left: integer },
      { description: `Of ${answerDays} days: our default; the law says “a reasonable time”` }
    )
  }),
  Hold: object(hold),
  RecordViews: object(views, { description: 'Looks of staff at one record, the newest first' }),
  Record: object({
    school: object({ id: uuid, slug: text, name: text }),
    student: object({
      ...{ id: uuid, name: text, role: text, state: text, joined: date, left: orNull(date) }
    }),
    sections: list(
      object({
        ...{ part, count: integer },
        lines: list(
          object({ id: text, on: orNull(text), says: text, more: list(text), by: orNull(text) })
        )
      })
    ),
    requests: list(ref('Amendment')),
    views: object({
      ...views,
      lists: { ...integer, description: 'Lists of many that staff opened since' }
    }),
    kept: object({
      months: orNull(months),
      holds: list(ref('Hold')),
      removed: list(object(removed))
    })
  }),
  Retention: object({
    ...{ months, isSaved: { type: 'boolean' } },
    onFrom: { ...orNull(date), description: 'Null: nothing is removed' },
    preview: object({
      ...{ on: date, left: integer },
      rules: list(
        object({
          ...{ rule: { enum: retentionRules }, months: orNull(integer) },
          ...{ due: integer, kept: integer, next: orNull(date) }
        })
      )
    }),
    holds: list(object({ ...hold, student: object({ id: uuid, name: text }) })),
    removed: list(object({ ...removed, student: object({ id: uuid, name: text }) }))
  })
};

const school = parameter('school', 'Its slug');
const member = parameter('member', 'Id of the school’s record of them', 'path', uuid);
const own = parameter('request', 'Its id', 'path', uuid);
const amendment = parameter('amendment', 'Its id', 'path', uuid);
const made = replies('Its id', object({ id: uuid }));
const done = { description: 'Done' };

export const recordPaths: Record<string, Json> = {
  '/schools/{school}/record': {
    get: operation(
      'All that a school holds about you, and who looked at it; also after you have left',
      { 200: replies('Your record, up to 200 lines of each part', ref('Record')) },
      { parameters: [school] }
    )
  },
  '/schools/{school}/record/file': {
    get: operation(
      'The whole of it as one zip: tables as JSON and CSV, papers as PDF',
      { 200: file('The file', 'application/zip') },
      { parameters: [school] }
    )
  },
  '/schools/{school}/record/requests': {
    get: operation(
      'What you asked to have amended, the newest first',
      { 200: replies('Requests', object({ requests: list(ref('Amendment')) })) },
      { parameters: [school] }
    ),
    post: operation(
      'Ask to amend your record; sent again with its id, it is asked once',
      { 201: made },
      { parameters: [school], requestBody: body(input(NewAmendment)) }
    )
  },
  '/schools/{school}/record/requests/{request}/withdrawal': {
    post: operation(
      'Take a request back that waits',
      { 201: made },
      { parameters: [school, own], requestBody: body(input(Withdrawal)) }
    )
  },
  '/schools/{school}/record/requests/{request}/statements': {
    post: operation(
      'Add a statement to a refusal: it stays with the record, and goes out with that part of it',
      { 201: made },
      { parameters: [school, own], requestBody: body(input(Statement)) }
    )
  },
  '/schools/{school}/amendments': {
    get: operation(
      'For administrators: requests of students, those that wait first',
      { 200: replies('Requests', object({ requests: list(ref('QueuedAmendment')) })) },
      { parameters: [school] }
    )
  },
  '/schools/{school}/amendments/{amendment}': {
    get: operation(
      'For administrators: one request; that it was read is noted',
      { 200: replies('The request', ref('QueuedAmendment')) },
      { parameters: [school, amendment] }
    )
  },
  '/schools/{school}/amendments/{amendment}/decision': {
    post: operation(
      'For administrators: accept or refuse; 409 where it was answered meanwhile',
      { 201: made },
      { parameters: [school, amendment], requestBody: body(input(Decision)) }
    )
  },
  '/schools/{school}/retention': {
    get: operation(
      'For administrators: how long what is kept, what that would remove, holds, and what was removed',
      { 200: replies('It', ref('Retention')) },
      { parameters: [school] }
    ),
    put: operation(
      'For administrators: set it; removing begins on the next day at the earliest',
      { 200: replies('It', ref('Retention')) },
      { parameters: [school], requestBody: body(input(RetentionInput)) }
    )
  },
  '/schools/{school}/members/{member}/record': {
    get: operation(
      'For staff: holds of a record and who looked at it; requests for administrators',
      {
        200: replies(
          'They',
          object({
            holds: list(ref('Hold')),
            views: ref('RecordViews'),
            requests: list(ref('Amendment'))
          })
        )
      },
      { parameters: [school, member] }
    )
  },
  '/schools/{school}/members/{member}/record/file': {
    get: operation(
      'For administrators: the whole record as one zip, which is noted as a look. Given to somebody outside, note that first as a disclosure',
      { 200: file('The file', 'application/zip') },
      { parameters: [school, member] }
    )
  },
  '/schools/{school}/members/{member}/holds': {
    post: operation(
      'For administrators: place a hold, as long as which nothing of the record is removed',
      { 201: made },
      { parameters: [school, member], requestBody: body(input(HoldInput)) }
    )
  },
  '/schools/{school}/members/{member}/holds/{hold}/release': {
    post: operation(
      'For administrators: release a hold',
      { 204: done },
      {
        parameters: [school, member, parameter('hold', 'Its id', 'path', uuid)],
        requestBody: body(input(HoldInput))
      }
    )
  }
};
