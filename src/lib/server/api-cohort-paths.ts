/** What staff can ask of their school's cohorts over the HTTP API. */
import { body, operation, parameter, replies } from './api-operations';
import {
  boolean,
  date,
  input,
  integer,
  list,
  object,
  orNull,
  ref,
  text,
  uuid,
  type Json
} from './api-schemas';
import { CohortRules, MemberChange } from '../domain/cohort';

export const cohortSchemas: Record<string, Json> = {
  CohortRules: {
    ...input(CohortRules),
    description: '`examDate` is a date like 2027-03-31; without one there is no exam.'
  },
  Cohort: object({ id: uuid, name: text, examDate: orNull(date), students: integer }),
  CohortStudent: object(
    {
      id: uuid,
      name: text,
      email: text,
      chosen: boolean,
      examDate: orNull(date),
      others: list(text)
    },
    {
      description:
        'A student of the school, `chosen` where in this cohort. `examDate` is the student’s own, ' +
        'which goes before the cohort’s; `others` names further cohorts.'
    }
  )
};

const school = parameter('school', 'Its slug');
const cohort = { parameters: [school, parameter('cohort', 'Its id', 'path', uuid)] };
const record = replies('The cohort', ref('Cohort'));
const students = replies('Every student of the school', object({ students: list(ref('CohortStudent')) })); // prettier-ignore
const cohorts = '/schools/{school}/cohorts';

export const cohortPaths: Record<string, Json> = {
  [cohorts]: {
    get: operation(
      'The cohorts of a school, for its staff',
      { 200: replies('All of them, by name', object({ cohorts: list(ref('Cohort')) })) },
      { parameters: [school] }
    ),
    post: operation(
      'Make a cohort, without students',
      { 201: record },
      { parameters: [school], requestBody: body(ref('CohortRules')) }
    )
  },
  [`${cohorts}/{cohort}`]: {
    get: operation('A cohort', { 200: record }, cohort),
    put: operation(
      'Give a cohort a name and an exam date; its students’ reviews are scheduled for that day',
      { 200: record },
      { ...cohort, requestBody: body(ref('CohortRules')) }
    ),
    delete: operation(
      'Remove a cohort; its students stay',
      { 204: { description: 'Removed' } },
      cohort
    )
  },
  [`${cohorts}/{cohort}/students`]: {
    get: operation('Who is in a cohort, and who of the school could be', { 200: students }, cohort),
    patch: operation(
      'Take students in and out: all of it, or nothing where one is not a student of the school',
      { 200: students },
      { ...cohort, requestBody: body(input(MemberChange)) }
    )
  }
};
