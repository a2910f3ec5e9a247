/** What authors can ask of their school's courses over the HTTP API, and their students. */
import { body, idInUse, open, operation, parameter, replies } from './api-operations';
import {
  boolean,
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
import { CourseChange, CourseModule, NewCourse } from '../domain/course';
import { NewLesson } from '../domain/lesson/text';

const schoolName = object({ slug: text, name: text });

export const courseSchemas: Record<string, Json> = {
  SchoolCourse: object(
    {
      id: uuid,
      slug: text,
      title: text,
      summary: text,
      origin: orNull(text),
      modules: list(input(CourseModule)),
      revision: integer,
      createdAt: moment,
      publishedAt: orNull(moment),
      archivedAt: orNull(moment)
    },
    {
      description:
        'A course of a school, for its authors. Its lessons are shipped ones (`course/lesson`) and ' +
        'the school’s own (a UUID). `origin` is the shipped course that it was adopted from.'
    }
  ),
  SchoolLessonStatus: object(
    {
      id: uuid,
      slug: text,
      title: text,
      reviewVersion: orNull(integer),
      publishedVersion: orNull(integer),
      withdrawnAt: orNull(moment),
      changed: boolean,
      changedAt: moment,
      changedBy: orNull(text),
      origin: orNull(text),
      originChanged: boolean
    },
    {
      description:
        '`changed` tells whether the text has changed since it was published, `originChanged` ' +
        'whether the shipped lesson has since it was taken over.'
    }
  ),
  MemberCourse: object({ slug: text, title: text, summary: text, school: schoolName }),
  MemberLesson: object({
    id: text,
    title: text,
    summary: text,
    minutes: integer,
    items: integer,
    prerequisites: list(text),
    origin: orNull(text)
  })
};

const school = parameter('school', 'Its slug');
const course = { parameters: [school, parameter('course', 'Its slug')] };
const record = replies('The course', ref('SchoolCourse'));
const stale = {
  description: 'Changed meanwhile: `course` is what stands there now',
  content: { 'application/problem+json': { schema: ref('Problem') } }
};
const courses = '/schools/{school}/courses';

export const coursePaths: Record<string, Json> = {
  '/me/courses': {
    get: operation(
      'The courses that the account’s schools have published; none without an account',
      { 200: replies('By school and title', object({ courses: list(ref('MemberCourse')) })) },
      open
    )
  },
  '/me/courses/{school}/{course}': {
    get: operation(
      'A published course of a school of the account’s',
      {
        200: replies('The course; `completed` lists finished lessons', {
          allOf: [
            ref('MemberCourse'),
            object({
              id: uuid,
              modules: list(
                object({ id: text, title: text, summary: text, lessons: list(ref('MemberLesson')) })
              ),
              completed: list(text)
            })
          ]
        })
      },
      course
    )
  },
  [courses]: {
    get: operation(
      'The courses of a school, for its authors',
      { 200: replies('All of them', object({ courses: list(ref('SchoolCourse')) })) },
      { parameters: [school] }
    ),
    post: operation(
      'Begin a course, or adopt one that ships; sent again, it is made once',
      { 201: record, ...idInUse },
      { parameters: [school], requestBody: body(input(NewCourse)) }
    )
  },
  [`${courses}/{course}`]: {
    get: operation(
      'A course, with the school’s own lessons of it',
      {
        200: replies('The course', {
          allOf: [ref('SchoolCourse'), object({ lessons: list(ref('SchoolLessonStatus')) })]
        })
      },
      course
    ),
    put: operation(
      'Replace title, summary and structure, made from the revision that was read',
      { 200: record, 409: stale },
      { ...course, requestBody: body(input(CourseChange)) }
    )
  },
  [`${courses}/{course}/publication`]: {
    put: operation('Show a course to students', { 200: record }, course),
    delete: operation('Hide a course from students', { 200: record }, course)
  },
  [`${courses}/{course}/archive`]: {
    put: operation('Put a course away', { 200: record }, course),
    delete: operation('Bring a course back', { 200: record }, course)
  },
  [`${courses}/{course}/lessons`]: {
    post: operation(
      'Begin a lesson in a module, or a text of one’s own of a shipped lesson in its place; sent again, it is made once',
      { 201: replies('The lesson', object({ id: uuid })), ...idInUse },
      { ...course, requestBody: body(input(NewLesson)) }
    )
  }
};
