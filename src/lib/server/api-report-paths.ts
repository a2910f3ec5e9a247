/** Reports of questions and the grading of notes over the HTTP API. */
import { body, operation, parameter, replies } from './api-operations';
import {
  boolean,
  input,
  integer,
  list,
  moment,
  number,
  object,
  orNull,
  text,
  uuid,
  type Json
} from './api-schemas';
import { contexts } from '../domain/answer';
import { GradingRequest } from '../domain/grading';
import { reasonIds, reportOutcomes } from '../domain/reasons';
import { Report, Resolution } from '../domain/report';

const question = { item: text, version: integer };
const seen = object({
  context: { enum: contexts },
  showing: text,
  prompt: { type: 'object', description: 'The question without its key, options as shown.' },
  response: orNull({ type: 'object' }),
  told: { ...boolean, description: 'Whether the student knew what is right.' },
  attempt: orNull(uuid)
});
const report = {
  id: uuid,
  ...question,
  reason: { enum: reasonIds },
  comment: text,
  seen,
  createdAt: moment,
  outcome: { enum: [...reportOutcomes, null] },
  reply: orNull(text),
  resolvedAt: orNull(moment)
};
const grading = object({
  id: uuid,
  points: { type: 'object', additionalProperties: number },
  comment: text,
  by: orNull(text),
  gradedAt: moment
});
const note = object({
  answer: uuid,
  ...question,
  text,
  quiz: text,
  finishedAt: moment,
  student: orNull(text),
  grading: orNull(grading)
});

const school = parameter('school', 'Its slug');
const flag = (name: string, description: string) => parameter(name, description, 'query');
const done = (description: string) => ({ 204: { description } });

export const reportPaths: Record<string, Json> = {
  '/reports': {
    get: operation('Your reports, the newest first; what may not be told yet is null', {
      200: replies(
        'Reports',
        object({ reports: list(object({ ...report, readAt: orNull(moment) })) })
      )
    }),
    post: operation(
      'Report a question that you were asked, to your school',
      { 201: replies('Filed', object({ id: uuid })) },
      { requestBody: body(input(Report)) }
    )
  },
  '/reports/{report}/read': {
    post: operation('Note that you have seen the outcome', done('Noted'), {
      parameters: [parameter('report', 'Its id', 'path', uuid)]
    })
  },
  '/schools/{school}/reports': {
    get: operation(
      'For staff: the open reports of a school, the oldest first',
      {
        200: replies(
          'Reports',
          object({
            reports: list(
              object({
                ...report,
                student: text,
                resolvedBy: orNull(text),
                held: boolean,
                others: integer
              })
            )
          })
        )
      },
      { parameters: [school, flag('resolved', 'Those that were resolved, instead')] }
    )
  },
  '/schools/{school}/reports/{report}/resolve': {
    post: operation('For staff: answer a report', done('Answered, and the student told'), {
      parameters: [school, parameter('report', 'Its id', 'path', uuid)],
      requestBody: body(input(Resolution))
    })
  },
  '/schools/{school}/notes': {
    get: operation(
      'For staff: written notes that wait to be graded, the oldest first',
      { 200: replies('Notes', object({ notes: list(note) })) },
      {
        parameters: [
          school,
          flag('names', 'Tell who wrote them'),
          parameter('quiz', 'Only of this one', 'query', uuid),
          parameter('cohort', 'Only of its students', 'query', uuid)
        ]
      }
    )
  },
  '/schools/{school}/notes/{answer}': {
    post: operation(
      'For staff: grade a note; of several gradings the newest counts',
      { 201: replies('Graded', object({ grading: uuid })) },
      {
        parameters: [school, parameter('answer', 'Its id', 'path', uuid)],
        requestBody: body(input(GradingRequest))
      }
    )
  }
};
