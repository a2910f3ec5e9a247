/** What is asked of search, and what it tells. */
import * as v from 'valibot';
import type { Document } from './document';
import { longestQuery, mostResults } from './query';
import type { Piece } from './snippet';

const fewOrMany = `Give a whole number from 1 to ${mostResults}`;

/** The same as an address says it. */
export const SearchRequest = v.object({
  q: v.pipe(
    v.string('Give the words to look for'),
    v.trim(),
    v.minLength(1, 'Give the words to look for'),
    v.maxLength(longestQuery, `Shorten this to at most ${longestQuery} characters`)
  ),
  limit: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,3}$/, fewOrMany),
      v.transform(Number),
      v.minValue(1, fewOrMany),
      v.maxValue(mostResults, fewOrMany)
    ),
    '20'
  )
});
export type SearchRequest = v.InferOutput<typeof SearchRequest>;

export interface Result extends Pick<Document, 'kind' | 'title' | 'address' | 'context'> {
  snippet: Piece[];
}

export interface Found {
  /** The best first. */
  results: Result[];
  /** How many there are, shown or not. */
  total: number;
}
