/** How questions come and go as files over the HTTP API. */
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
  ref,
  text,
  uuid,
  type Json
} from './api-schemas';
import { Acceptance } from '../domain/exchange/acceptance';
import { exportNames, formatNames } from '../domain/exchange/formats';
import { typeNames } from '../domain/items/registry';

const oneOf = (values: readonly string[]): Json => ({ type: 'string', enum: values });
const remarks = list(object({ line: integer, text }));

const batch = {
  id: uuid,
  name: text,
  format: oneOf(formatNames),
  actor: orNull(text),
  createdAt: moment,
  undoneAt: orNull(moment),
  undoneBy: orNull(text),
  made: integer,
  replaced: integer
};

export const exchangeSchemas: Record<string, Json> = {
  ImportPreview: object(
    {
      format: orNull(oneOf(formatNames)),
      rows: list(
        object({
          line: integer,
          name: orNull(text),
          category: orNull(text),
          tags: list(text),
          draft: orNull({ type: 'object' }),
          flaws: remarks,
          lost: remarks,
          twin: {
            oneOf: [
              object({ kind: { const: 'bank' }, item: text, likeness: number }),
              object({ kind: { const: 'file' }, row: integer, likeness: number }),
              { type: 'null' }
            ]
          }
        })
      ),
      flaws: remarks,
      lost: remarks,
      known: {
        type: 'object',
        additionalProperties: object({
          stem: text,
          type: oneOf(typeNames),
          lesson: text,
          objective: text,
          area: text,
          reserved: boolean,
          isOwn: boolean
        })
      }
    },
    {
      description:
        'A row for each question. `draft` is the question as far as it could be read; it can be ' +
        'taken over where `flaws` is empty, and comes without what `lost` lists. `twin` is a ' +
        'question of the bank (see `known`) or an earlier row, from 0 on, that asks the same: ' +
        'word for word where `likeness` is 1.'
    }
  ),
  Import: object(batch, {
    description: '`made` counts questions that it added, `replaced` those that it changed.'
  }),
  ImportView: object({
    ...batch,
    items: list(
      object({
        item: text,
        stem: text,
        type: oneOf(typeNames),
        lesson: text,
        lessonTitle: text,
        isReplaced: boolean,
        isRetired: boolean,
        isAnswered: boolean
      })
    ),
    quizzes: list(object({ id: text, title: text, items: integer }))
  }),
  LessonPlace: object(
    {
      lesson: text,
      title: text,
      objectives: list(object({ id: text, text, bloom: text })),
      areas: list(object({ id: text, title: text }))
    },
    { description: 'What a question of the lesson may name as its objective and its area.' }
  )
};

const school = parameter('school', 'Its slug');
const parameters = [school, parameter('import', 'Its id', 'path', uuid)];
const view = replies('The import with its questions', ref('ImportView'));
const taken = (description: string) => replies(description, object({ import: ref('Import') }));
const imports = '/schools/{school}/imports';
const binary = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };

export const exchangePaths: Record<string, Json> = {
  '/schools/{school}/places': {
    get: operation(
      'The lessons that questions may stand in, or what one of them offers; for staff',
      {
        200: replies('`modules`; of a lesson, its `place` and what its questions usually ask', {
          oneOf: [
            object({
              modules: list(
                object({ module: text, lessons: list(object({ lesson: text, title: text })) })
              )
            }),
            object({
              place: ref('LessonPlace'),
              usual: orNull(object({ objective: text, area: text }))
            })
          ]
        })
      },
      { parameters: [school, parameter('lesson', 'Its id', 'query')] }
    )
  },
  [`${imports}/preview`]: {
    post: operation(
      'Look at a file of questions, 20 MB at most, for staff',
      { 200: replies('Nothing is written', ref('ImportPreview')) },
      {
        parameters: [
          school,
          parameter('name', 'Of the file', 'query'),
          parameter('format', 'Where the content does not tell', 'query', oneOf(formatNames))
        ],
        requestBody: { required: true, content: binary }
      }
    )
  },
  [imports]: {
    get: operation(
      'The imports of a school, for its staff',
      { 200: replies('Newest first', object({ imports: list(ref('Import')) })) },
      { parameters: [school] }
    ),
    post: operation(
      'Take questions over, all or none, for staff; sent twice it is done once',
      { 200: taken('It was done before'), 201: taken('All of them are in the bank') },
      { parameters: [school], requestBody: body(input(Acceptance)) }
    )
  },
  [`${imports}/{import}`]: {
    get: operation('An import, for staff', { 200: view }, { parameters })
  },
  [`${imports}/{import}/undo`]: {
    put: operation(
      'Withdraw the questions of an import, for staff; what was answered stays',
      { 200: view },
      { parameters }
    ),
    delete: operation('Bring them back, for staff', { 200: view }, { parameters })
  },
  '/schools/{school}/export': {
    get: operation(
      'Questions with their keys as a file, for staff',
      { 200: { description: 'The file', content: binary } },
      {
        parameters: [
          school,
          parameter('format', 'Of the file', 'query', oneOf(exportNames)),
          parameter('whose', 'The school’s own, or all', 'query', oneOf(['own', 'all'])),
          parameter('lesson', 'Only of this one', 'query'),
          parameter('area', 'Only of this one', 'query'),
          parameter('type', 'Only of this one', 'query', oneOf(typeNames)),
          parameter('quiz', 'Only those that it has chosen, in its order', 'query')
        ]
      }
    )
  }
};
