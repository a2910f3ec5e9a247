/** What staff assign and students are assigned, over the HTTP API. */
import { body, idInUse, operation, parameter, replies } from './api-operations';
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
import { assignmentKinds } from '../domain/assignment';
import { NewExtension, NewPractice, NewTask } from '../domain/assignment-input';
import { eventKinds } from '../domain/calendar';

const done = { total: integer, done: integer, right: integer };
const kind = { enum: assignmentKinds };
const own = {
  ...{ id: uuid, kind, title: text, school: text, address: text, due: date, daysLeft: integer },
  ...done
};
const record = {
  id: uuid,
  kind,
  title: text,
  subject: { type: 'object' },
  cohorts: list(text),
  due: date,
  createdAt: moment,
  createdBy: orNull(text),
  withdrawnAt: orNull(moment),
  students: integer,
  finished: integer,
  state: { enum: ['open', 'overdue', 'finished', 'withdrawn'] }
};
const student = {
  id: uuid,
  name: text,
  ...done,
  extendedTo: orNull(date),
  lastAt: orNull(moment),
  before: orNull(number),
  now: orNull(number)
};

export const assignmentSchemas: Record<string, Json> = {
  NewPractice: {
    ...input(NewPractice),
    description:
      'Questions on a `topic` for each of these students: those that they know least. The `id` is ' +
      'made by the client; sent again, it is assigned once. `due` is a date like 2027-03-31. ' +
      'Students of `cohorts` get it too, those who come into one later only of other kinds.'
  },
  NewTask: {
    ...input(NewTask),
    description:
      'To read `lessons`, to sit a `quiz`, to hold a `recall` of a topic, or to write a case `note` ' +
      '(the item of that kind), for `students` (ids of accounts) and `cohorts`: whoever comes into ' +
      'a cohort later has it too.'
  },
  NewExtension: {
    ...input(NewExtension),
    description: 'Another last day for one `student` (an account), with the reason.'
  },
  CalendarEvent: object({
    id: text,
    kind: { enum: eventKinds },
    date,
    title: text,
    address: text,
    done: orNull(boolean)
  }),
  Assignment: object(record, {
    description: '`finished` of the `students` have answered all of it.'
  }),
  AssignmentProgress: object(
    { ...record, progress: list(object(student)) },
    {
      description:
        'Of each student how many of the `total` questions were answered since (`done`), how many ' +
        'of those `right` at once, and the mean recall of the topic `before` and `now`.'
    }
  ),
  OwnAssignment: object(own),
  AssignedQuestions: object({
    ...own,
    queue: list({
      allOf: [
        ref('Prompt'),
        object({
          version: integer,
          reason: { const: 'assigned' },
          lesson: object({ id: text, title: text }),
          signed: orNull(ref('SignedOff'))
        })
      ]
    })
  })
};

const school = parameter('school', 'Its slug');
const assignment = parameter('assignment', 'Its id', 'path', uuid);
const one = { parameters: [school, assignment] };
const assignments = '/schools/{school}/assignments';
const cohortCalendar = '/schools/{school}/cohorts/{cohort}/calendar';
const ofCohort = { parameters: [school, parameter('cohort', 'Its id', 'path', uuid)] };
const events = list(ref('CalendarEvent'));
const feed = replies('The address', object({ address: text }));
const extension = {
  ...{ id: uuid, student: text, due: date, reason: text },
  ...{ by: orNull(text), at: moment }
};

export const assignmentPaths: Record<string, Json> = {
  [assignments]: {
    get: operation(
      'For staff: what was assigned at a school, the newest first',
      { 200: replies('Assignments', object({ assignments: list(ref('Assignment')) })) },
      { parameters: [school] }
    ),
    post: operation(
      'For staff: assign questions, lessons, a quiz, a goal of recall or a case note',
      { 201: replies('The assignment', ref('Assignment')), ...idInUse },
      {
        parameters: [school],
        requestBody: body({ anyOf: [ref('NewPractice'), ref('NewTask')] })
      }
    )
  },
  [`${assignments}/{assignment}`]: {
    get: operation(
      'For staff: how far each student is',
      { 200: replies('The assignment', ref('AssignmentProgress')) },
      one
    )
  },
  [`${assignments}/{assignment}/withdraw`]: {
    post: operation(
      'For staff: take an assignment back; what was answered stays answered',
      { 204: { description: 'Withdrawn' } },
      one
    )
  },
  [`${assignments}/{assignment}/extensions`]: {
    get: operation(
      'For staff: the extensions of an assignment, the newest first',
      { 200: replies('Extensions', object({ extensions: list(object(extension)) })) },
      one
    ),
    post: operation(
      'For staff: give one student another last day; the former stays in the record',
      { 201: replies('Its id', object({ id: uuid })) },
      { ...one, requestBody: body(ref('NewExtension')) }
    )
  },
  '/calendar': {
    get: operation('What you have to do and to expect, by day', {
      200: replies('The calendar', object({ events, feedSince: orNull(moment) }))
    })
  },
  '/calendar/feed': {
    post: operation(
      'Make an address at which calendar programs read it; a former one ends. It is told this once',
      { 201: feed }
    ),
    delete: operation('End that address', { 204: { description: 'Ended' } })
  },
  [cohortCalendar]: {
    get: operation(
      'For staff: the calendar of a cohort',
      {
        200: replies('The calendar', object({ name: text, events, feedSince: orNull(moment) }))
      },
      ofCohort
    )
  },
  [`${cohortCalendar}/feed`]: {
    post: operation(
      'For staff: make an address at which calendar programs read it; a former one of yours ends',
      { 201: feed },
      ofCohort
    ),
    delete: operation('End that address', { 204: { description: 'Ended' } }, ofCohort)
  },
  '/assignments': {
    get: operation('What you were assigned and have not done yet, the first due first', {
      200: replies('Assignments', object({ assignments: list(ref('OwnAssignment')) }))
    })
  },
  '/assignments/{assignment}': {
    get: operation(
      'An assignment of yours with the questions that are left: answer them by `POST /answers`',
      { 200: replies('The assignment', ref('AssignedQuestions')) },
      { parameters: [assignment] }
    )
  }
};
