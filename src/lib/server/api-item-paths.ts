/** How staff write questions over the HTTP API. */
import { body, idInUse, operation, parameter, replies } from './api-operations';
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
import { origins, reviewStates, shelves } from '../domain/bank-filter';
import {
  ChangedQuestion,
  Compared,
  DraftChange,
  DraftRead,
  NewQuestion
} from '../domain/item-draft';
import { typeNames } from '../domain/items/registry';

const content = {
  type: 'object',
  additionalProperties: true,
  description:
    'A question as it is written, key and feedback included: `type`, `stem`, `objective`, `area` and ' +
    'what its type takes.'
};

export const itemSchemas: Record<string, Json> = {
  BankItem: object({
    item: text,
    version: orNull(integer),
    stem: text,
    type: orNull({ type: 'string', enum: typeNames }),
    lesson: text,
    lessonTitle: text,
    area: orNull(text),
    reserved: boolean,
    isOwn: boolean,
    signed: orNull(ref('SignedOff')),
    draft: orNull(object({ by: orNull(text), at: moment, submittedAt: orNull(moment) }))
  }),
  Draft: object({
    item: text,
    lesson: text,
    content,
    basedOn: orNull(integer),
    revision: integer,
    by: orNull(text),
    at: moment,
    submittedAt: orNull(moment)
  }),
  Published: object(
    {
      status: { type: 'string', enum: ['published', 'unchanged'] },
      item: text,
      version: integer,
      isKeyedOtherwise: boolean
    },
    {
      description:
        '`isKeyedOtherwise`: earlier answers may be worth something else by the new key. They keep ' +
        'what they are until a correction grades them anew.'
    }
  )
};

const school = parameter('school', 'Its slug');
const one = { parameters: [school, parameter('item', 'Its id')] };
const said = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ref('Problem') } }
});
const conflict = said('Somebody else has changed it: `theirs` is what stands there now');
const flawed = said('It has flaws: `errors` names each with its field');

export const itemPaths: Record<string, Json> = {
  '/schools/{school}/items': {
    get: operation(
      'The question bank of a school, for its staff, with who has signed which off',
      {
        200: replies(
          'A hundred in the order of the course, and how many there are',
          object({ items: list(ref('BankItem')), total: integer })
        )
      },
      {
        parameters: [
          school,
          parameter('shelf', 'Where they stand; `asked` if left out', 'query', { enum: shelves }),
          parameter('state', 'Only these', 'query', { enum: reviewStates }),
          parameter('origin', 'Only these', 'query', { enum: origins }),
          parameter(
            'lesson',
            'Only its: course/lesson, or the id of a lesson of one’s own',
            'query'
          ),
          parameter('area', 'Only of this area of the outline', 'query'),
          parameter('type', 'Only these', 'query', { enum: typeNames }),
          parameter('q', 'Only with these words in the stem', 'query'),
          parameter('page', 'From 1 on', 'query', integer)
        ]
      }
    ),
    post: operation(
      'Publish a new question, for staff; sent again, it is published once',
      {
        201: replies('Members are asked it', object({ item: uuid, version: integer })),
        422: flawed,
        ...idInUse
      },
      { parameters: [school], requestBody: body(input(NewQuestion)) }
    )
  },
  '/schools/{school}/items/{item}': {
    get: operation(
      'A question as members of the school are asked it, with its key, for staff',
      {
        200: replies(
          'As it is',
          object({
            item: text,
            lesson: text,
            isOwn: boolean,
            reserved: boolean,
            retiredAt: orNull(moment),
            version: integer,
            content,
            since: moment
          })
        )
      },
      one
    ),
    put: operation(
      'Publish another version of a question: of one’s own, or one’s own of a shipped one',
      { 200: replies('What came of it', ref('Published')), 409: conflict, 422: flawed },
      { ...one, requestBody: body(input(ChangedQuestion)) }
    )
  },
  '/schools/{school}/items/{item}/withdrawal': {
    put: operation(
      'Withdraw a question of one’s own: nobody is asked it any more; what was answered stays',
      { 204: { description: 'Withdrawn' }, 409: said('It is a question of the course') },
      one
    ),
    delete: operation(
      'Bring a withdrawn question back',
      { 204: { description: 'It is asked again' }, 409: said('It is a question of the course') },
      one
    )
  },
  '/schools/{school}/drafts/{item}': {
    get: operation(
      'The draft of a question, for staff',
      { 200: replies('As saved', ref('Draft')) },
      one
    ),
    put: operation(
      'Save a draft, finished or not. A new question is named by a UUID of one’s own',
      { 200: replies('Saved', ref('Draft')), 409: conflict },
      { ...one, requestBody: body(input(DraftChange)) }
    ),
    delete: operation(
      'Throw a draft away; what is published stays',
      { 204: { description: 'Gone' }, 409: conflict },
      { ...one, requestBody: body(input(DraftRead)) }
    )
  },
  '/schools/{school}/drafts/{item}/review': {
    put: operation(
      'Ask colleagues to look at a draft',
      { 200: replies('It stands in their list', ref('Draft')) },
      one
    ),
    delete: operation('No longer ask', { 200: replies('As it is', ref('Draft')) }, one)
  },
  '/schools/{school}/drafts/{item}/publish': {
    post: operation(
      'Publish a draft that has no flaws',
      { 200: replies('What came of it', ref('Published')), 409: conflict, 422: flawed },
      { ...one, requestBody: body(input(DraftRead)) }
    )
  },
  '/schools/{school}/duplicates': {
    post: operation(
      'Questions of the bank that ask the same as one that is written, for staff',
      {
        200: replies(
          'The likest first; 1 is the same words',
          object({
            duplicates: list(
              object({ id: text, likeness: number, stem: text, lessonTitle: text, isOwn: boolean })
            )
          })
        )
      },
      { parameters: [school], requestBody: body(input(Compared)) }
    )
  }
};
