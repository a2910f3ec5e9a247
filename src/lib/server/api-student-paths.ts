/** How students stand, over the HTTP API. */
import { operation, parameter, replies } from './api-operations';
import {
  date,
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
import { riskKinds } from '../domain/at-risk';
import { lessonStates } from '../domain/lesson-state';
import { studentSorts } from '../domain/student-filter';

const share = object({ share: number, low: number, high: number });
const counted = {
  ...{ asOf: orNull(moment), pending: { type: 'boolean' }, page: integer, pages: integer },
  ...{ found: integer, known: integer, atRisk: integer },
  risks: { type: 'object', additionalProperties: integer }
};
const course = object({ key: text, title: text });
const reason: Json = {
  type: 'object',
  properties: { kind: { enum: riskKinds }, sentence: text },
  required: ['kind', 'sentence'],
  description: 'With the numbers that the sentence names.'
};

export const studentSchemas: Record<string, Json> = {
  StudentList: object(
    {
      ...counted,
      course: orNull(object({ key: text, title: text, lessons: integer })),
      courses: list(course),
      counts: { type: 'boolean' },
      rows: list(
        object({
          ...{ id: uuid, name: text, cohorts: list(text) },
          ...{ lastStudied: orNull(date), left: orNull(date), lessons: orNull(integer) },
          ...{ open: orNull(integer), late: orNull(integer) },
          ...{ hours: orNull(number), scheduled: orNull(number) },
          ...{ readiness: orNull(share), covers: orNull(number), reasons: list(reason) }
        })
      )
    },
    {
      description:
        'A row a student, as of `asOf`; `pending` while it is reckoned anew. `known` of the `found` ' +
        'have been reckoned. `lessons` counts those of the `course` that are complete, `hours` ' +
        'clock hours, null where the school does not count them (`counts`). `readiness` is the share ' +
        'of the exam’s questions that would be answered rightly today, with the bounds that hold ' +
        'it nine times of ten, over areas that make up `covers` of the exam.'
    }
  ),
  LessonGrid: object(
    {
      ...counted,
      course: orNull(course),
      courses: list(course),
      lessons: list(
        object({
          ...{ id: text, title: text },
          students: object(Object.fromEntries(lessonStates.map((state) => [state, integer])))
        })
      ),
      rows: list(
        object({
          ...{ id: uuid, name: text, complete: orNull(integer) },
          states: orNull(list({ enum: lessonStates }))
        })
      )
    },
    {
      description:
        '`states` are in the order of the `lessons`; `students` count all that the filter asks for, ' +
        'not only this page. `checked`: questions of it were answered, it is not finished; `read`: ' +
        'finished, questions are left; `complete`: both.'
    }
  ),
  ClassReadiness: object(
    {
      ...counted,
      ...{ exam: text, figure: orNull(share), covers: number },
      areas: list(
        object({
          ...{ area: text, title: text, weight: number, figure: orNull(share) },
          ...{ students: integer, questions: integer }
        })
      ),
      rows: list(
        object({
          ...{ id: uuid, name: text, figure: orNull(share), covers: orNull(number) },
          areas: list(object({ figure: orNull(share), answers: integer }))
        })
      )
    },
    {
      description:
        'Shares with the bounds that hold them nine times of ten; null where too little is known. ' +
        '`figure` is weighed as the exam weighs its areas, over those that can be told of: they make ' +
        'up `covers` of it. `answers` are first answers without a hint.'
    }
  )
};

const asked = (sorts: Json, withCourse: boolean) => ({
  parameters: [
    parameter('school', 'Its slug'),
    parameter('cohort', 'Only its students', 'query', uuid),
    ...(withCourse ? [parameter('course', 'Its slug, or its id if it is your own', 'query')] : []),
    parameter('risk', 'Only those to look after, for a reason or for any', 'query', {
      enum: ['any', ...riskKinds]
    }),
    parameter('who', 'Students now, or those who have left', 'query', {
      enum: ['current', 'left']
    }),
    parameter('name', 'A part of the name', 'query'),
    parameter('sort', 'By what', 'query', sorts),
    parameter('dir', 'Which way', 'query', { enum: ['asc', 'desc'] }),
    parameter('page', 'From 1 on, of 50 students', 'query', integer)
  ]
});
const at = '/schools/{school}/students';

export const studentPaths: Record<string, Json> = {
  [at]: {
    get: operation(
      'For staff: the students, how each stands, and whom to look after',
      { 200: replies('A page of students', ref('StudentList')) },
      asked({ enum: studentSorts }, true)
    )
  },
  [`${at}/grid`]: {
    get: operation(
      'For staff: how far each student is with each lesson of a course',
      { 200: replies('A page of students', ref('LessonGrid')) },
      asked({ enum: ['name', 'lessons'] }, true)
    )
  },
  [`${at}/readiness`]: {
    get: operation(
      'For staff: readiness for the exam by area, of the class and of each student',
      { 200: replies('The class, and a page of students', ref('ClassReadiness')) },
      asked({ type: 'string', description: '`name`, `readiness`, or an area: `area-3`' }, false)
    )
  }
};
