/** What can be asked about schools and who belongs to them over the HTTP API. */
import { body, idInUse, operation, parameter, replies } from './api-operations';
import {
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
import { roles } from '../domain/actor';
import { NewInvitations } from '../domain/invitation';
import { CodeRules } from '../domain/join-code';
import { MemberChange } from '../domain/member-change';
import { eventKinds } from '../domain/membership';
import { standings } from '../domain/roster-query';
import { NamedSchool, NewSchool } from '../domain/school';

const choice = (...names: readonly string[]) => ({ type: 'string', enum: [...names] });
const role = choice(...roles);
const named = object({ id: uuid, name: text });
const member = {
  id: uuid,
  account: orNull(uuid),
  number: orNull(text),
  name: text,
  email: text,
  role,
  standing: choice('active', 'on leave', 'withdrawn', 'left'),
  joined: date,
  left: orNull(date),
  leave: orNull(object({ from: date, until: orNull(date) })),
  cohorts: list(named),
  limitedTo: orNull(list(named))
};

export const memberSchemas: Record<string, Json> = {
  School: object({ id: uuid, slug: text, name: text }),
  Member: object(member, {
    description:
      'The school’s record of a person, which outlives membership and account: `account` is null ' +
      'once that is deleted. `limitedTo` names the cohorts of an instructor who sees no others.'
  }),
  MemberEvent: object({
    kind: choice(...eventKinds),
    date,
    detail: { type: 'object' },
    reason: text,
    at: moment,
    by: orNull(text)
  }),
  MemberChange: {
    ...input(MemberChange),
    description:
      'Days are dates like 2027-03-31. `limited` takes the ids of cohorts, or null for the whole ' +
      'school; `moved` the ids of the cohorts to leave and to join, either of which may be null.'
  },
  Invitation: object({
    ...{ id: uuid, email: text, name: orNull(text), number: orNull(text), role },
    ...{ cohort: orNull(named), sentAt: moment, expiresAt: moment, by: orNull(text) }
  }),
  JoinCode: object({
    ...{ code: text, cohort: named, uses: integer, places: integer, expiresAt: moment }
  }),
  RosterPreview: object(
    {
      flaw: orNull(text),
      entries: list(
        object({
          ...{ line: integer, who: text, email: orNull(text), what: list(text) },
          outcome: choice('add', 'change', 'end', 'same', 'refuse')
        })
      ),
      counts: object({
        ...{ add: integer, change: integer, end: integer, same: integer, refuse: integer }
      }),
      ignored: list(text),
      seen: text
    },
    {
      description:
        '`flaw` says what is wrong with the file as a whole. Send `seen` along to have done what ' +
        'was shown.'
    }
  )
};

const slug = parameter('school', 'Its slug');
const within = { parameters: [slug] };
const record = { parameters: [slug, parameter('member', 'Of the record', 'path', uuid)] };
const invitation = { parameters: [slug, parameter('invitation', 'Its id', 'path', uuid)] };
const cohort = { parameters: [slug, parameter('cohort', 'Its id', 'path', uuid)] };
const school = '/schools/{school}';
const theSchool = replies('The school', ref('School'));
const table = { required: true, content: { 'text/csv': { schema: text } } };
const nothing = (description: string) => ({ 204: { description } });

export const memberPaths: Record<string, Json> = {
  '/schools': {
    post: operation(
      'Found a school, of which one is the first admin then; sent again, it is founded once',
      { 201: theSchool, ...idInUse },
      { requestBody: body(input(NewSchool)) }
    )
  },
  [school]: {
    get: operation('A school, for its staff', { 200: theSchool }, within),
    patch: operation(
      'Give a school another name; its address stays',
      { 200: theSchool },
      { ...within, requestBody: body(input(NamedSchool)) }
    )
  },
  [`${school}/members`]: {
    get: operation(
      'Members with what each has done, by name; an instructor of some cohorts sees those',
      {
        200: replies(
          'The records',
          object({
            members: list(
              object({
                ...member,
                ...{ lessons: integer, answers: integer, lastAnswerAt: orNull(moment) },
                recall: orNull(number)
              })
            )
          })
        )
      },
      {
        parameters: [
          slug,
          parameter('standing', 'Members unless said', 'query', choice(...standings)),
          parameter('role', 'Only these', 'query', role),
          parameter('cohort', 'Only its students', 'query', uuid),
          parameter('name', 'Part of a name, e-mail or number', 'query')
        ]
      }
    )
  },
  [`${school}/members/{member}`]: {
    get: operation(
      'A member with what has happened, the newest first',
      {
        200: replies('The record', {
          allOf: [ref('Member'), object({ events: list(ref('MemberEvent')) })]
        })
      },
      record
    )
  },
  [`${school}/members/{member}/changes`]: {
    post: operation(
      'Change a membership: role, cohorts, leave, withdrawal, or what is written on papers',
      nothing('Changed, and noted in the record'),
      { ...record, requestBody: body(ref('MemberChange')) }
    )
  },
  [`${school}/invitations`]: {
    get: operation(
      'Invitations that wait, for admins',
      { 200: replies('By address', object({ invitations: list(ref('Invitation')) })) },
      within
    ),
    post: operation(
      'Invite people by letter; who was invited before gets another',
      {
        201: replies(
          'Who is written to, and who is a member already',
          object({ invited: list(text), members: list(text) })
        )
      },
      { ...within, requestBody: body(input(NewInvitations)) }
    )
  },
  [`${school}/invitations/{invitation}`]: {
    delete: operation('Take an invitation back', nothing('Its link works no more'), invitation)
  },
  [`${school}/invitations/{invitation}/letter`]: {
    post: operation('Send the letter again', nothing('It is on its way'), invitation)
  },
  [`${school}/join-codes`]: {
    get: operation(
      'The codes that are open',
      { 200: replies('By cohort', object({ codes: list(ref('JoinCode')) })) },
      within
    )
  },
  [`${school}/cohorts/{cohort}/join-code`]: {
    put: operation(
      'Make a code for a cohort; the one before works no more',
      { 200: replies('The code', ref('JoinCode')) },
      { ...cohort, requestBody: body(input(CodeRules)) }
    ),
    delete: operation('Close the code of a cohort', nothing('Closed'), cohort)
  },
  [`${school}/roster`]: {
    get: operation(
      'The roster as CSV, which can be sent back',
      { 200: { description: 'The file', content: { 'text/csv': { schema: text } } } },
      within
    ),
    post: operation(
      'Do what a roster says, as its preview showed it: all of it or, where that has changed, nothing',
      { 200: replies('What was done', ref('RosterPreview')) },
      {
        parameters: [slug, parameter('seen', 'Of the preview', 'query')],
        requestBody: table
      }
    )
  },
  [`${school}/roster/preview`]: {
    post: operation(
      'What a roster would do; columns as in OneRoster’s users.csv, or plain ones. Nothing is written',
      { 200: replies('Row by row', ref('RosterPreview')) },
      { ...within, requestBody: table }
    )
  }
};
