/** How a class did at a quiz: a row a student, in the order and selection that was asked for. */
import * as v from 'valibot';

/** Where a student stands at a quiz, by the newest attempt. */
export const resultStates = ['none', 'running', 'ungraded', 'handed-in', 'ran-out'] as const;
export type ResultState = (typeof resultStates)[number];

export const stateNames: Record<ResultState, string> = {
  none: 'Not started',
  running: 'Running',
  ungraded: 'Waits for grading',
  'handed-in': 'Handed in',
  'ran-out': 'Time ran out'
};

export interface StudentResult {
  account: string;
  name: string;
  email: string;
  attempts: number;
  /** 0 to 1; null where none is over, or an instructor has yet to grade a note. */
  best: number | null;
  last: number | null;
  /** Whether any attempt passed; null where none did or failed to. */
  passed: boolean | null;
  state: ResultState;
  /** When the running attempt ends by itself; null for never. */
  deadlineAt: string | null;
  extraMinutes: number;
  extraAttempts: number;
}

export const sortKeys = ['name', 'attempts', 'best', 'last', 'passed', 'state'] as const;
export type SortKey = (typeof sortKeys)[number];

/** What the address asks for; whatever else it says is read as nothing said. */
export const ResultQuery = v.object({
  sort: v.fallback(v.picklist(sortKeys), 'name'),
  order: v.fallback(v.picklist(['up', 'down']), 'up'),
  state: v.fallback(v.nullable(v.picklist(resultStates)), null),
  passed: v.fallback(v.nullable(v.picklist(['yes', 'no'])), null),
  name: v.fallback(v.pipe(v.string(), v.trim(), v.maxLength(100)), ''),
  /** Whether those are shown who have left the school since. */
  former: v.fallback(v.nullable(v.picklist(['yes'])), null)
});
export type ResultQuery = v.InferOutput<typeof ResultQuery>;

export const readQuery = (search: URLSearchParams): ResultQuery =>
  v.parse(ResultQuery, Object.fromEntries(search));

/** The address that asks for it, with what is as usual left out. */
export function writeQuery({ sort, order, state, passed, name, former }: ResultQuery): string {
  const search = new URLSearchParams();
  if (name) search.set('name', name);
  if (state) search.set('state', state);
  if (passed) search.set('passed', passed);
  if (former) search.set('former', former);
  if (sort !== 'name' || order !== 'up') {
    search.set('sort', sort);
    search.set('order', order);
  }
  const text = search.toString();
  return text && `?${text}`;
}

const rank = (row: StudentResult, key: SortKey): string | number | null => {
  if (key === 'name') return row.name;
  if (key === 'state') return resultStates.indexOf(row.state);
  if (key === 'passed') return row.passed === null ? null : Number(row.passed);
  return row[key];
};

/** What is not known comes last, in either order; equals stand by name. */
function compare(a: StudentResult, b: StudentResult, { sort, order }: ResultQuery): number {
  const [x, y] = [rank(a, sort), rank(b, sort)];
  if (x === null || y === null) {
    if (x !== y) return x === null ? 1 : -1;
    return a.name.localeCompare(b.name);
  }
  const up = typeof x === 'string' ? x.localeCompare(String(y)) : x - Number(y);
  return (order === 'up' ? up : -up) || a.name.localeCompare(b.name);
}

const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** @returns the rows that were asked for, in the order that was asked for */
export const arrange = (rows: readonly StudentResult[], query: ResultQuery): StudentResult[] =>
  rows
    .filter(
      ({ name, email, state, passed }) =>
        (query.state === null || state === query.state) &&
        (query.passed === null || passed === (query.passed === 'yes')) &&
        fold(`${name} ${email}`).includes(fold(query.name))
    )
    .toSorted((a, b) => compare(a, b, query));
