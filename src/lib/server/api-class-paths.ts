/** Meetings of classes, attendance and programs over the HTTP API, for staff. */
import { body, idInUse, operation, parameter, replies } from './api-operations';
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
import { Cancellation, meetingModes, NewMeeting, Sheet } from '../domain/attendance';
import { ProgramChange, ProgramStudents } from '../domain/program';

const any = { type: 'object', additionalProperties: true };

export const classSchemas: Record<string, Json> = {
  Meeting: object({
    ...{ id: uuid, cohort: uuid, cohortName: text, title: text, subject: orNull(text) },
    ...{ mode: { enum: meetingModes }, startsAt: moment, endsAt: moment, breakMinutes: integer },
    ...{ room: text, cancelledAt: orNull(moment), marked: integer, there: integer }
  }),
  Seat: object(
    { student: uuid, name: text, attendance: orNull(any) },
    { description: 'A student of the meeting, and how they were last marked, by whom and when.' }
  )
};

const school = parameter('school', 'Its slug');
const of = { parameters: [school, parameter('meeting', 'Its id', 'path', uuid)] };
const program = {
  parameters: [school, parameter('program', 'Its id, made by the client', 'path', uuid)]
};
const seats = list(ref('Seat'));
const done = { description: 'Done' };

export const classPaths: Record<string, Json> = {
  '/schools/{school}/meetings': {
    get: operation(
      'Meetings, four weeks back and ahead unless told otherwise',
      { 200: replies('In order', object({ meetings: list(ref('Meeting')) })) },
      {
        parameters: [
          school,
          parameter('from', 'The first day', 'query', date),
          parameter('until', 'The last day', 'query', date)
        ]
      }
    ),
    post: operation(
      'Plan a meeting of a cohort; sent again, it is held once',
      { 201: replies('The meeting', ref('Meeting')), ...idInUse },
      { parameters: [school], requestBody: body(input(NewMeeting)) }
    )
  },
  '/schools/{school}/meetings/{meeting}': {
    get: operation('A meeting', { 200: replies('It', ref('Meeting')) }, of)
  },
  '/schools/{school}/meetings/{meeting}/attendance': {
    get: operation('Who was there', { 200: replies('The sheet', object({ students: seats })) }, of),
    put: operation(
      'Mark students; whom a colleague has marked since the sheet was read is kept',
      {
        200: replies(
          'The sheet now',
          object({ changed: integer, kept: list(uuid), students: seats })
        )
      },
      { ...of, requestBody: body(input(Sheet)) }
    )
  },
  '/schools/{school}/meetings/{meeting}/code': {
    get: operation(
      'The code to show in class now',
      { 200: replies('And until when', object({ code: text, until: moment })) },
      of
    )
  },
  '/schools/{school}/meetings/{meeting}/cancellation': {
    put: operation(
      'Call a meeting off: what it gave is taken back by corrections',
      { 204: done },
      { ...of, requestBody: body(input(Cancellation)) }
    )
  },
  '/schools/{school}/programs': {
    get: operation(
      'The programs of a school',
      { 200: replies('The newest version of each', object({ programs: list(any) })) },
      { parameters: [school] }
    )
  },
  '/schools/{school}/programs/{program}': {
    get: operation(
      'Every version of a program',
      { 200: replies('The newest first', object({ versions: list(any) })) },
      program
    ),
    put: operation(
      'Make a program or a new version of one; who follows an earlier one keeps it',
      { 200: replies('Saved', object({ id: uuid, version: integer })) },
      { ...program, requestBody: body(input(ProgramChange)) }
    )
  },
  '/schools/{school}/programs/{program}/students': {
    post: operation(
      'Have students follow the newest version',
      { 204: done },
      { ...program, requestBody: body(input(ProgramStudents)) }
    )
  }
};
