/** What a learner sets aside or forgets often, over the HTTP API. */
import { body, operation, parameter, replies } from './api-operations';
import { date, input, integer, list, moment, object, orNull, text, type Json } from './api-schemas';
import { CardMarkRequest } from '../domain/card-mark';
import { markKinds } from '../domain/plan';

const kind = {
  enum: markKinds,
  description:
    'suspended: never asked; known: never asked, because the learner knows it (which is no answer ' +
    'and changes nothing that is reckoned of memory); buried: not asked today.'
};
const mark = { item: text, kind, until: orNull(date), at: moment };
const place = object({ id: text, title: text });
const leech = object({
  item: text,
  stem: text,
  lapses: integer,
  lesson: place,
  section: orNull(place),
  confusions: list(object({ about: orNull(text), given: text, times: integer })),
  misconceptions: list(object({ belief: text, instead: text })),
  aside: orNull({ enum: markKinds })
});
const item = { parameters: [parameter('item', 'Its id')] };

export const markPaths: Record<string, Json> = {
  '/items/{item}/mark': {
    put: operation(
      'Set a question aside in reviews, in place of an earlier mark',
      { 200: replies('Set aside; `until` is when it comes back by itself', object(mark)) },
      { ...item, requestBody: body(input(CardMarkRequest)) }
    ),
    delete: operation(
      'Ask a question again; where it was not set aside nothing changes',
      { 204: { description: 'Not set aside' } },
      item
    )
  },
  '/items/{item}/leech': {
    get: operation(
      'Why a question is hard for the learner, and where to read of it',
      { 200: replies('A question that was forgotten four times or more', leech) },
      item
    )
  },
  '/marks': {
    get: operation('What is set aside, the newest first', {
      200: replies(
        'Questions without their keys',
        object({ marks: list(object({ ...mark, stem: text, lesson: place })) })
      )
    })
  },
  '/leeches': {
    get: operation('Questions that are forgotten again and again, the hardest first', {
      200: replies('What confuses, and where to read of it', object({ leeches: list(leech) }))
    })
  }
};
