/** Completion of courses and sign-off of skills, over the HTTP API. */
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
import { CompletionCorrection } from '../domain/completion-correction';
import { completionKinds } from '../domain/completion-evidence';
import { shows } from '../domain/completion-filter';
import { NewRule, RuleToTry } from '../domain/completion-rule';
import { NewSkillSignOff, SkillChange, SkillForm } from '../domain/skill';

const school = object({ slug: text, name: text });
const course = object({ key: text, title: text, address: text, open: boolean });
const piece = object(
  {
    text,
    to: orNull({
      type: 'object',
      properties: { kind: { enum: ['lesson', 'quiz', 'topic'] }, id: text, key: text },
      required: ['kind']
    })
  },
  { description: 'A piece of a sentence, perhaps with what it links to.' }
);
const completion = {
  number: integer,
  kind: { enum: completionKinds },
  version: orNull(integer),
  completedAt: orNull(moment),
  by: orNull(text),
  reason: text,
  at: moment,
  evidence: orNull({ type: 'object' })
};
const student = {
  student: uuid,
  name: text,
  standings: list(ref('CourseStanding')),
  completions: list(object({ course: text, ...completion })),
  signOffs: list(ref('SkillSignOff'))
};

export const completionSchemas: Record<string, Json> = {
  CourseStanding: object(
    {
      course,
      completion: orNull(object(completion)),
      version: integer,
      newest: integer,
      since: orNull(moment),
      begunAt: orNull(moment),
      why: list(piece),
      left: integer
    },
    {
      description:
        'How a student stands in a course. `why` says in one sentence what is left by `version` of ' +
        'the rule: the one in force (`newest`), or the one that was when the student began, ' +
        'whichever asks for less. `completion` is the row of the record that counts; a new rule ' +
        'never changes it.'
    }
  ),
  CompletionRecord: object(student, {
    description: '`completions` and `signOffs` hold every row of the record, the newest first.'
  }),
  OwnCompletion: object({ school, ...student }),
  CompletionReport: object({
    ...{ course, students: integer, complete: integer, found: integer },
    rows: list(object({ student: uuid, name: text, standing: ref('CourseStanding') }))
  }),
  CompletionRule: object({
    version: integer,
    rule: list({ type: 'object' }),
    effectiveFrom: moment,
    reason: text,
    at: moment,
    by: orNull(text)
  }),
  NewCompletionRule: {
    ...input(NewRule),
    description:
      'A new version of what completes a `course` (its slug, or its id if it is your own). `after` ' +
      'is the newest version that you have read, 0 for none. `from` is the day on which it begins, ' +
      'today at the earliest; null: at once. Who has begun before may still finish by the version ' +
      'of that time.'
  },
  CompletionPreview: object(
    {
      ...{ students: integer, recorded: integer, already: integer, met: list(integer) },
      would: list(object({ student: uuid, name: text }))
    },
    {
      description:
        '`recorded` completed it before, and stay so; of the others `would` be complete at once, ' +
        '`already` are by the rule in force. `met`: how many students meet each requirement.'
    }
  ),
  CompletionCorrection: {
    ...input(CompletionCorrection),
    description:
      'A row more in the record of a student: a completion `granted` `on` a day, or `withdrawn`. ' +
      '`after` is the number of the row that counts now, 0 where there is none.'
  },
  Skill: object({ id: uuid, title: text, summary: text, retiredAt: orNull(moment) }),
  SkillSignOff: object({
    ...{ id: uuid, skill: uuid, title: text, kind: { enum: ['signed', 'withdrawn'] } },
    ...{ day: date, note: text, by: text, at: moment }
  }),
  NewSkillSignOff: {
    ...input(NewSkillSignOff),
    description:
      'That a `student` (the id of the record) has shown a skill on a `day`, or that a sign-off is ' +
      'withdrawn, with the reason in `note`. The `id` is made by the client; sent again, it counts once.'
  }
};

const ofSchool = { parameters: [parameter('school', 'Its slug')] };
const courseQuery = parameter('course', 'Its slug, or its id if it is your own', 'query');
const at = '/schools/{school}/completion';
const version = replies('The version', object({ version: integer }));
const made = replies('Its id', object({ id: uuid }));

export const completionPaths: Record<string, Json> = {
  '/completion': {
    get: operation('What you have completed at your schools, and what is left to do', {
      200: replies('Schools', object({ schools: list(ref('OwnCompletion')) }))
    })
  },
  [at]: {
    get: operation(
      'For staff: who has completed a course, and what the others lack; 50 students a page',
      { 200: replies('The report', ref('CompletionReport')) },
      {
        parameters: [
          ...ofSchool.parameters,
          courseQuery,
          parameter('show', 'Whom', 'query', { enum: shows }),
          parameter('cohort', 'Its id', 'query', uuid),
          parameter('page', 'From 1 on', 'query', integer)
        ]
      }
    )
  },
  [`${at}/rules`]: {
    get: operation(
      'For staff: the versions of the rule of a course, the newest first',
      { 200: replies('Versions', object({ versions: list(ref('CompletionRule')) })) },
      { parameters: [...ofSchool.parameters, courseQuery] }
    ),
    post: operation(
      'For admins: make a new version; 409 where somebody else was faster',
      { 201: version },
      { ...ofSchool, requestBody: body(ref('NewCompletionRule')) }
    )
  },
  [`${at}/preview`]: {
    post: operation(
      'For admins: who would be complete under a rule; nothing is kept',
      { 200: replies('What it would mean', ref('CompletionPreview')) },
      { ...ofSchool, requestBody: body(input(RuleToTry)) }
    )
  },
  [`${at}/students/{student}`]: {
    get: operation(
      'For staff: a student’s record of completion',
      { 200: replies('The record', ref('CompletionRecord')) },
      {
        parameters: [...ofSchool.parameters, parameter('student', 'Id of the record', 'path', uuid)]
      }
    )
  },
  [`${at}/corrections`]: {
    post: operation(
      'For admins: enter a completion or take one back; what was recorded stays beside it',
      { 201: replies('The number of the new row', object({ number })) },
      { ...ofSchool, requestBody: body(ref('CompletionCorrection')) }
    )
  },
  '/schools/{school}/skills': {
    get: operation(
      'For staff: the skills that are signed off in person',
      { 200: replies('Skills', object({ skills: list(ref('Skill')) })) },
      ofSchool
    ),
    post: operation(
      'For admins: name a skill',
      { 201: made },
      { ...ofSchool, requestBody: body(input(SkillForm)) }
    )
  },
  '/schools/{school}/skills/{skill}': {
    patch: operation(
      'For admins: no longer offer a skill, or do again; what was signed off stays',
      { 204: { description: 'Done' } },
      {
        parameters: [...ofSchool.parameters, parameter('skill', 'Its id', 'path', uuid)],
        requestBody: body(input(SkillChange))
      }
    )
  },
  '/schools/{school}/skills/{skill}/sign-offs': {
    post: operation(
      'For staff: sign a skill off, or take a sign-off back',
      { 201: made },
      {
        parameters: [...ofSchool.parameters, parameter('skill', 'Its id', 'path', uuid)],
        requestBody: body(ref('NewSkillSignOff'))
      }
    )
  }
};
