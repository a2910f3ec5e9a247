/** What authors can ask of their school's lessons over the HTTP API, and their students. */
import { body, idInUse, operation, parameter, replies } from './api-operations';
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
import { versionReasons } from '../domain/lesson/state';
import {
  AskForChanges,
  AtRevision,
  LessonPreview,
  LessonSave,
  NewComment,
  OriginDecision,
  Publication,
  Restoration,
  Settling
} from '../domain/lesson/text';

const by = orNull(text);
const said = { id: uuid, body: text, at: moment, by };
const finding = object({ line: integer, fix: text });

export const lessonSchemas: Record<string, Json> = {
  SchoolLesson: object(
    {
      id: uuid,
      slug: text,
      title: text,
      text,
      revision: integer,
      course: object({ id: uuid, slug: text, title: text }),
      reviewVersion: orNull(integer),
      publishedVersion: orNull(integer),
      withdrawnAt: orNull(moment),
      changed: boolean,
      changedAt: moment,
      changedBy: by,
      origin: orNull(text)
    },
    { description: 'A lesson as its authors write it: `text` is frontmatter and Markdown.' }
  ),
  LessonVersion: object({
    version: integer,
    reason: { type: 'string', enum: versionReasons },
    at: moment,
    by,
    published: list(object({ at: moment, by }))
  }),
  LessonComment: object(
    {
      ...said,
      version: integer,
      block: orNull(integer),
      quote: orNull(text),
      resolved: orNull(object({ at: moment, by })),
      replies: list(object(said))
    },
    {
      description:
        '`block` counts the passages of that version’s prose from 0 on, and `quote` is what it ' +
        'said; both are null where it is about the lesson as a whole.'
    }
  )
};

const school = parameter('school', 'Its slug');
const id = parameter('lesson', 'Its id', 'path', uuid);
const lesson = { parameters: [school, id] };
const problem = (description: string): Json => ({
  description,
  content: { 'application/problem+json': { schema: ref('Problem') } }
});
const stale = problem('Changed meanwhile: `theirs` is the text that stands there now');
const saved = {
  200: replies('The revision that it has now', object({ revision: integer })),
  409: stale
};
const version = replies('Its version', object({ version: integer }));
const published = {
  200: version,
  409: stale,
  422: problem('Not ready for students: `findings` names what to mend, by line')
};
const lessons = '/schools/{school}/lessons/{lesson}';

export const lessonPaths: Record<string, Json> = {
  '/lessons/{lesson}': {
    get: operation(
      'A published lesson of a school of the account’s: its checks without keys, and the reader’s state',
      { 200: replies('As `/lessons/{course}/{lesson}` of one that ships', { type: 'object' }) },
      { parameters: [id] }
    )
  },
  '/lessons/{lesson}/completion': {
    put: operation(
      'Finish such a lesson; a second time changes nothing',
      { 200: replies('When it was first finished', object({ completedAt: moment })) },
      { parameters: [id] }
    )
  },
  [lessons]: {
    get: operation(
      'A lesson, for its authors',
      { 200: replies('The lesson', ref('SchoolLesson')) },
      lesson
    )
  },
  [`${lessons}/text`]: {
    put: operation(
      'Save a text that was made from a revision; sent again, it changes nothing',
      saved,
      { ...lesson, requestBody: body(input(LessonSave)) }
    )
  },
  [`${lessons}/preview`]: {
    post: operation(
      'A text as students would see it, and what is to be mended before they may',
      {
        200: replies('The tree of the lesson, what its components need, and the findings by line', {
          type: 'object',
          properties: { findings: list(finding) },
          required: ['findings']
        })
      },
      { ...lesson, requestBody: body(input(LessonPreview)) }
    )
  },
  [`${lessons}/versions`]: {
    get: operation(
      'The history of a lesson',
      { 200: replies('The newest first', object({ versions: list(ref('LessonVersion')) })) },
      lesson
    ),
    post: operation('Keep the text as it stands in the history', { 200: version }, lesson)
  },
  [`${lessons}/versions/{version}`]: {
    get: operation(
      'The text of a version',
      { 200: replies('The text', object({ version: integer, text })) },
      { parameters: [school, id, parameter('version', 'Its number', 'path', integer)] }
    )
  },
  [`${lessons}/restoration`]: {
    post: operation('Put an earlier version in the place of the text, which is kept', saved, {
      ...lesson,
      requestBody: body(input(Restoration))
    })
  },
  [`${lessons}/review`]: {
    put: operation(
      'Ask colleagues to look at the text',
      { 200: version, 409: stale },
      { ...lesson, requestBody: body(input(AtRevision)) }
    ),
    delete: operation(
      'End a review by asking for changes',
      { 200: version },
      { ...lesson, requestBody: body(input(AskForChanges)) }
    )
  },
  [`${lessons}/publication`]: {
    put: operation('Let students read a version, or the text as it stands', published, {
      ...lesson,
      requestBody: body(input(Publication))
    }),
    delete: operation('Withdraw a lesson from students', { 200: version }, lesson)
  },
  [`${lessons}/comments`]: {
    get: operation(
      'What reviewers and authors have said',
      { 200: replies('The oldest first', object({ comments: list(ref('LessonComment')) })) },
      lesson
    ),
    post: operation(
      'Comment on a passage of a version, or answer a comment; sent again, it is said once',
      { 201: replies('The comment', object({ id: uuid })), ...idInUse },
      { ...lesson, requestBody: body(input(NewComment)) }
    )
  },
  [`${lessons}/comments/{comment}`]: {
    patch: operation(
      'Mark a comment as settled, or as open again',
      { 204: { description: 'Done' } },
      {
        parameters: [school, id, parameter('comment', 'Its id', 'path', uuid)],
        requestBody: body(input(Settling))
      }
    )
  },
  [`${lessons}/origin`]: {
    get: operation(
      'What has changed of the shipped lesson since it was adapted',
      {
        200: replies(
          'Its text before and now, and the own text with the changes in it; null where there are none',
          object({ change: orNull({ type: 'object' }) })
        )
      },
      lesson
    ),
    post: operation('Take these changes over, or leave the text as it is', saved, {
      ...lesson,
      requestBody: body(input(OriginDecision))
    })
  }
};
