/** What is asked of search, and what it tells. */
import * as v from 'valibot';
import type { Document } from './document';
import type { Piece } from './snippet';

/** Of a query, in characters. */
export const longestQuery = 100;
export const mostResults = 50;

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

/** @returns what an address or a form asks for, made to fit: a page complains of nothing */
export const readQuery = (typed: string | null): string =>
  (typed ?? '').trim().slice(0, longestQuery).trim();
