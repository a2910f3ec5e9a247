/** Hours over the HTTP API: one’s own, and for staff those of their students. */
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
import { NewAttestations, TakenBack } from '../domain/attestation';
import { Code } from '../domain/attendance';
import { EngagementBatch, Engagements } from '../domain/engagement-batch';
import { HourSettings } from '../domain/hour-settings';
import { entryKinds, entrySources, modes } from '../domain/hours';
import { Correction, ManualEntry } from '../domain/hours-input';

const any = { type: 'object', additionalProperties: true };
const sum = object({ ms: number, attested: number });
const byMode = object(Object.fromEntries(modes.map((mode) => [mode, sum])));

export const hourSchemas: Record<string, Json> = {
  HourSettings: input(HourSettings),
  EngagementBatch: {
    ...input(EngagementBatch),
    description:
      'Signs of somebody being at a page. Begin a batch with the last sign of the one before it: ' +
      'what lies between signs counts, if it is no longer than the school allows; what follows ' +
      'the last one does not, nor what follows a `blur`. `key` is also a press or a touch.'
  },
  HourTotals: object({
    ...{ ms: number, attested: number, distance: sum, byMode },
    bySubject: {
      type: 'object',
      additionalProperties: object({ ms: number, attested: number, byMode })
    }
  }),
  HourLine: object(
    {
      ...{ id: uuid, kind: { enum: entryKinds }, mode: { enum: modes }, subject: orNull(text) },
      ...{ date, ms: number, corrects: orNull(uuid), attested: boolean },
      ...{ startsAt: orNull(moment), endsAt: orNull(moment), source: { enum: entrySources } },
      ...{ evidence: any, by: orNull(text), reason: text, at: moment }
    },
    {
      description:
        'Never changed: a correction is a line of its own, which `corrects` another. Every total ' +
        'is the sum of its lines.'
    }
  ),
  Attestation: object({
    ...{ id: uuid, from: date, until: date, lines: integer, ms: number, statement: text },
    ...{ by: text, at: moment, withdrawn: orNull(object({ by: text, at: moment, reason: text })) }
  }),
  Hours: object(
    {
      school: object({ id: uuid, slug: text, name: text }),
      student: object({ id: uuid, name: text }),
      ...{ settings: ref('HourSettings'), notice: text, today: date, program: orNull(any) },
      ...{ totals: ref('HourTotals'), progress: orNull(any), scheduled: orNull(number) },
      finish: orNull(date),
      months: list(object({ month: text, totals: ref('HourTotals') })),
      ...{ lines: list(ref('HourLine')), attestations: list(ref('Attestation')) }
    },
    { description: 'What is not attested is what `notice` says. Lengths of time are in ms.' }
  )
};

const school = parameter('school', 'Its slug');
const student = parameter('student', 'The id of the student’s record', 'path', uuid);
const about = { parameters: [school, student] };
const written = replies('Written', object({ id: uuid }));
const query = (name: string, what: string, schema = date) => parameter(name, what, 'query', schema);
const noted = { description: 'Done' };
const result = object({ id: orNull(text), status: text }, { additionalProperties: true });

export const hourPaths: Record<string, Json> = {
  '/engagements': {
    get: operation('Whether a school counts your time online', {
      200: replies(
        'And the longest gap between signs',
        object({ counted: boolean, idleMinutes: orNull(integer) })
      )
    }),
    post: operation(
      'Signs of being at a page; each moment counts once, from whichever tab or device',
      { 200: replies('What became of each batch, in order', object({ results: list(result) })) },
      {
        requestBody: body({
          ...input(Engagements),
          properties: { sentAt: moment, batches: list(ref('EngagementBatch')) }
        })
      }
    )
  },
  '/hours': {
    get: operation('Your hours at each school, with every line', {
      200: replies('By school', object({ schools: list(ref('Hours')) }))
    })
  },
  '/attendance': {
    post: operation(
      'Give the code that is shown in class',
      {
        200: replies(
          'You are marked, or were already',
          object({ outcome: text, title: text, mark: text, lateMinutes: integer })
        )
      },
      { requestBody: body(input(Code)) }
    )
  },
  '/hour-rules': {
    get: operation('Examples of hours that states ask for; not legal advice', {
      200: replies(
        'Each with its date, and its source where there is one',
        object({ rules: list(any) })
      )
    })
  },
  '/schools/{school}/hour-settings': {
    get: operation(
      'How a school counts hours',
      { 200: replies('Its settings', ref('HourSettings')) },
      { parameters: [school] }
    ),
    put: operation(
      'Change that, as an admin',
      { 200: replies('The settings', ref('HourSettings')) },
      { parameters: [school], requestBody: body(ref('HourSettings')) }
    )
  },
  '/schools/{school}/hours': {
    get: operation(
      'The hours of all students, summed',
      { 200: replies('By name; lengths in ms', object({ students: list(any) })) },
      {
        parameters: [
          school,
          query('from', 'The first day that counts'),
          query('until', 'The last day that counts'),
          query('cohort', 'Only its students', uuid)
        ]
      }
    )
  },
  '/schools/{school}/hours/{student}': {
    get: operation(
      'The hours of a student, with every line',
      { 200: replies('They', ref('Hours')) },
      about
    )
  },
  '/schools/{school}/hours/{student}/entries': {
    post: operation(
      'Enter hours by hand',
      { 201: written },
      { ...about, requestBody: body(input(ManualEntry)) }
    )
  },
  '/schools/{school}/hours/{student}/corrections': {
    post: operation(
      'Have a line be worth something else, by a line of its own',
      { 201: written },
      { ...about, requestBody: body(input(Correction)) }
    )
  },
  '/schools/{school}/attestations': {
    post: operation(
      'Attest, as an admin, the lines of a period that you have seen',
      { 200: replies('What became of it for each student', object({ results: list(any) })) },
      { parameters: [school], requestBody: body(input(NewAttestations)) }
    )
  },
  '/schools/{school}/attestations/{attestation}/withdrawal': {
    put: operation(
      'Take an attestation back',
      { 204: noted },
      {
        parameters: [school, parameter('attestation', 'Its id', 'path', uuid)],
        requestBody: body(input(TakenBack))
      }
    )
  }
};
