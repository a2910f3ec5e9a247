/** Which questions of a school's bank are wanted. */
import * as v from 'valibot';
import { typeNames } from './items/registry';

/** Where a question stands: asked, or why it is not. */
export const shelves = ['asked', 'drafts', 'review', 'withdrawn'] as const;
export type ShelfName = (typeof shelves)[number];

/** Where a question that is asked stands with whoever signs off. */
export const reviewStates = ['awaiting', 'signed'] as const;

export const origins = ['own', 'shipped'] as const;

/** A choice in an address; what it says wrongly is left out. */
const choice = <const T extends readonly string[]>(names: T) =>
  v.fallback(v.optional(v.picklist(names)), undefined);
const text = v.fallback(
  v.pipe(
    v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200))),
    v.transform((typed) => typed || undefined)
  ),
  undefined
);

export const BankFilter = v.object({
  shelf: v.fallback(v.optional(v.picklist(shelves), 'asked'), 'asked'),
  state: choice(reviewStates),
  origin: choice(origins),
  lesson: text,
  area: text,
  type: choice(typeNames),
  /** Words that its stem has. */
  q: text,
  page: v.fallback(
    v.optional(
      v.pipe(v.string(), v.transform(Number), v.integer(), v.minValue(1), v.maxValue(1e6)),
      '1'
    ),
    1
  )
});
export type BankFilter = v.InferOutput<typeof BankFilter>;

/** @returns the filter as the query of an address, '' where it says nothing; a change begins at page 1 */
export function addressOf(filter: BankFilter, change: Partial<BankFilter> = {}): string {
  const wanted = { ...filter, page: 1, ...change };
  const said = Object.entries(wanted).filter(
    ([name, value]) =>
      value !== undefined &&
      !(name === 'shelf' && value === 'asked') &&
      !(name === 'page' && value === 1)
  );
  const query = new URLSearchParams(said.map(([name, value]) => [name, String(value)]));
  return said.length > 0 ? `?${query}` : '';
}
