/** What staff assign and students are assigned, over the HTTP API. */
import { body, operation, parameter, replies } from './api-operations';
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
import { NewPractice } from '../domain/assignment';

const done = { total: integer, done: integer, right: integer };
const own = { id: uuid, title: text, school: text, due: date, daysLeft: integer, ...done };
const record = {
  id: uuid,
  title: text,
  subject: object({ topic: text, questions: integer }),
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
  lastAt: orNull(moment),
  before: orNull(number),
  now: orNull(number)
};

export const assignmentSchemas: Record<string, Json> = {
  NewPractice: {
    ...input(NewPractice),
    description:
      'Questions on a `topic` for each of these students: those that they know least. The `id` is ' +
      'made by the client; sent again, it is assigned once. `due` is a date like 2027-03-31.'
  },
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

export const assignmentPaths: Record<string, Json> = {
  [assignments]: {
    get: operation(
      'For staff: what was assigned at a school, the newest first',
      { 200: replies('Assignments', object({ assignments: list(ref('Assignment')) })) },
      { parameters: [school] }
    ),
    post: operation(
      'For staff: assign questions on a topic to students',
      { 201: replies('The assignment', ref('Assignment')) },
      { parameters: [school], requestBody: body(ref('NewPractice')) }
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
