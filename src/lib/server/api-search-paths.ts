/** What can be asked of search, over the HTTP API. */
import { open, operation, parameter, replies } from './api-operations';
import { boolean, integer, list, object, text, type Json } from './api-schemas';
import { kinds } from '../domain/search/document';
import { longestQuery, mostResults } from '../domain/search/query';

const result = object({
  kind: { type: 'string', enum: kinds },
  title: text,
  address: { ...text, description: 'On this site, with the section where there is one' },
  context: { ...text, description: 'Where it belongs, in words' },
  snippet: {
    ...list(object({ text, hit: boolean })),
    description: 'Pieces of one text; a `hit` is one of the words that were looked for'
  }
});

export const searchPaths: Record<string, Json> = {
  '/search': {
    get: operation(
      'Find sections of lessons, terms of the glossary and questions, misspelt words included',
      {
        200: replies(
          'The best first; `total` counts what was left off too. Of questions everybody finds ' +
            'those that a lesson asks; a learner also those of finished lessons and those answered ' +
            'before; staff of a school all, in the version that it asks. Never with keys.',
          object({ results: list(result), total: integer })
        )
      },
      {
        ...open,
        parameters: [
          {
            ...parameter('q', 'Words; the last may be unfinished', 'query', {
              type: 'string',
              minLength: 1,
              maxLength: longestQuery
            }),
            required: true
          },
          parameter('limit', 'Results at most', 'query', {
            type: 'integer',
            minimum: 1,
            maximum: mostResults,
            default: 20
          })
        ]
      }
    )
  }
};
