/** What travels over the HTTP API, as JSON Schema; what comes in is described by its own parser. */
import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { Submission } from '../domain/answer';
import { typeNames } from '../domain/items/registry';

export type Json = Record<string, unknown>;

export const text = { type: 'string' };
export const number = { type: 'number' };
export const integer = { type: 'integer' };
export const boolean = { type: 'boolean' };
export const moment = { type: 'string', format: 'date-time' };
export const date = { type: 'string', format: 'date' };
export const uuid = { type: 'string', format: 'uuid' };
export const list = (items: Json): Json => ({ type: 'array', items });
export const orNull = (schema: Json): Json => ({ anyOf: [schema, { type: 'null' }] });
export const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
/** Every property is always there. */
export const object = (properties: Record<string, Json>, more: Json = {}): Json => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  ...more
});

/** The rules that JSON Schema cannot say are said by the errors. */
export function input(schema: v.GenericSchema<never> | v.GenericSchema): Json {
  const { $schema: _, ...json } = toJsonSchema(schema as v.GenericSchema, {
    typeMode: 'input',
    errorMode: 'ignore'
  });
  return json;
}

export const schemas: Record<string, Json> = {
  Problem: object(
    { type: text, title: text, status: integer },
    { description: 'RFC 9457. `detail` says how to mend it.' }
  ),
  Account: object({ id: uuid, name: text, email: text, timeZone: text }),
  Prompt: {
    type: 'object',
    description:
      'An item without its key. By type: choice and multiple have `options`, boolean `reasons`, ' +
      'classify `bins` and `entries`, cloze `text` with a [[gap]] for each word to fill in, ' +
      'order `entries` (never in their right order), match `left` and `right`, numeric the `unit` ' +
      'of the number, or the `units` to choose from, note by its `form` the `phrases` to sort ' +
      'into subjective, objective, assessment and plan, or the `rubric` to write by, hotspot the ' +
      '`choices`, each with its `view` of the figure, its `path` (SVG; a head is 100 high, x counts ' +
      'from the middle, y from the crown) and a point `x`, `y` within it, decision `branches`. ' +
      'An item of a case comes with the scene to tell before it.',
    properties: {
      item: text,
      type: { type: 'string', enum: typeNames },
      stem: text,
      hint: orNull(text),
      case: orNull(object({ id: text, title: text, vignette: list(text) }))
    },
    required: ['item', 'type', 'stem', 'hint', 'case'],
    additionalProperties: true
  },
  Submission: {
    ...input(Submission),
    description:
      'Responses by type: choice {option}, multiple {options}, boolean {value, reason}, ' +
      'classify {bins: {entry: bin}}, cloze {gaps: {gap: text}}, order {order: [entry]}, ' +
      'match {pairs: {left: right}}, numeric {value, unit}, where the value is a number or a text ' +
      'with a point or a comma, note {bins: {phrase: section}} or, where it is written, {text}, ' +
      'hotspot {regions: [choice]} or {x, y, view}, a point that means the choice it touches, ' +
      'decision {branch}. Left out means not answered.'
  },
  Result: {
    type: 'object',
    description: 'What became of one answer. A rejected one has `error`, the others the rest.',
    properties: {
      id: orNull(text),
      status: { type: 'string', enum: ['recorded', 'duplicate', 'rejected', 'graded'] },
      correct: boolean,
      score: { type: 'number', minimum: 0, maximum: 1 },
      feedback: object({ explanation: text, marks: list({ type: 'object' }) }),
      next: orNull(object({ date, days: integer })),
      leech: {
        ...integer,
        description:
          'How often the item was forgotten by now. Only given where the learner is to be told: ' +
          '`/items/{item}/leech` says where to read of it.'
      },
      error: text
    },
    required: ['id', 'status']
  },
  LessonSummary: object({
    id: text,
    slug: text,
    title: text,
    summary: text,
    minutes: integer,
    items: integer,
    prerequisites: list(text)
  }),
  Course: object({
    slug: text,
    title: text,
    summary: text,
    modules: list(
      object({ slug: text, title: text, summary: text, lessons: list(ref('LessonSummary')) })
    )
  })
};
